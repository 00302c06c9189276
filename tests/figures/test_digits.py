import base64
import io

import numpy as np
import pytest
from PIL import Image

from backprop.widgets import digits


@pytest.mark.parametrize("many", [0, 1, 10, 23])
def test_a_sheet_of_digits(many):
    sheet = digits.Sheet(np.linspace(0, 1, 64 * many).reshape(many, 64), range(many), "What they are.")
    data, metadata = sheet._repr_mimebundle_()
    assert data["text/plain"] == repr(sheet) == metadata["image/png"]["alt"] == "What they are."
    picture = np.asarray(Image.open(io.BytesIO(base64.b64decode(data["image/png"]))).convert("L"))
    assert picture.shape == (250 * max(1, -(-many // 10)), 2 * metadata["image/png"]["width"])
    assert (picture < 255).any() == (many > 0)
