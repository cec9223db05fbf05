"""Public occupation taxonomies: the job titles of ESCO and O*NET, compiled into small tables.

This project uses the ESCO classification of the European Commission. It includes information from the O*NET
Database by the U.S. Department of Labor, Employment and Training Administration, used under the CC BY 4.0
license; the names were shortened, merged, and filtered by this project.
"""
