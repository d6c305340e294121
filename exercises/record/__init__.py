"""The learner's record: events and the store that never loses one."""
