"""Map titles to ESCO occupations, with tables compiled from two public taxonomies rather than learned.

This uses the ESCO classification of the European Commission (https://esco.ec.europa.eu). It includes
information from the O*NET Database (https://www.onetcenter.org) by the U.S. Department of Labor, Employment
and Training Administration (USDOL/ETA), used under the CC BY 4.0 license. O*NET is a trademark of USDOL/ETA.
Names and descriptions were shortened, merged and counted by this project; neither has endorsed it.
"""
