from backprop.widgets import batch


def test_the_button_times_both():
    seconds = batch.measured(examples=20, rounds=1)
    assert seconds["loop"] > 0 and seconds["matrices"] > 0
    assert "ms" not in batch.timing.before and batch.compared().count(" ms") == 2
