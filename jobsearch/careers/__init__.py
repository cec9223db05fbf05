"""What the stored posts say of work: which titles an experience fits, and which skills a title asks for."""
