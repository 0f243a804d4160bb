"""What leaves the house: the register, records, letters to units, Word reports. Reports compute nothing."""
