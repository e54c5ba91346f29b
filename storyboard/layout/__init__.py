"""Layout and lettering: pictures in their frames, words in their balloons, as a display list."""
