"""What every parser needs: elements, fields, dates, pay and places, in all the forms that boards use."""
