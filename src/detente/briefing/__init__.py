"""The main job: a brief for somebody who has two minutes, in three forms from one content."""
