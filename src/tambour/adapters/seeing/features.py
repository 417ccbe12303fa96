"""Local features: points of a picture that are found again in a crop, in a collage, turned, or under a sticker.

Each is 40 bytes: the time of its frame in ms, x and y in the picture's pixels, and a description of 256 bits (ORB).
Needs OpenCV.
"""

import cv2
import numpy as np
from PIL import Image

from tambour.adapters.seeing.points import FEATURE, Features
from tambour.adapters.seeing.shapes import fitted

POINTS_MAX = 500
LEVELS = 8
SCALE = 1.2
FAST = 12

cv2.setNumThreads(0)


def features(picture: Image.Image, at: int = 0) -> Features:
    """The strongest points within SIDE_MAX, the strongest first. Flat art has been left out before."""
    grey = np.asarray(Image.fromarray(fitted(picture)).convert("L"))
    orb = cv2.ORB.create(nfeatures=POINTS_MAX, scaleFactor=SCALE, nlevels=LEVELS, fastThreshold=FAST)
    points, bits = orb.detectAndCompute(grey, None)
    found = np.zeros(len(points), FEATURE)
    if len(points):
        strong = np.argsort([-point.response for point in points], kind="stable")
        places = np.array([point.pt for point in points]).round().astype(np.uint16)[strong]
        found["at"], found["x"], found["y"], found["bits"] = (
            at,
            places[:, 0],
            places[:, 1],
            bits[strong],
        )
    return found
