"""The frame around every area: access, sign-in state, database, headers, assets, formats, forms."""
