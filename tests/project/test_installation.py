import importlib.metadata

from backprop import installation


def test_here_everything_is_installed():
    assert installation.report() == "Everything that the course needs is here."


def test_it_asks_for_what_the_package_asks_for():
    assert [name for name, _ in installation.needed()] == ["numpy", "matplotlib", "ipywidgets"]


def test_an_old_python_is_named():
    assert "Python is 3.9; the course needs 3.11 or newer." in installation.report(python=(3, 9, 1))


def test_an_old_package_is_named():
    found = installation.problems(version=lambda name: "1.4.2" if name == "numpy" else "99.0")
    assert len(found) == 1
    assert found[0].startswith("numpy is 1.4.2; the course needs 2.0 or newer")


def test_a_missing_package_is_named():
    def version(name):
        if name == "ipywidgets":
            raise importlib.metadata.PackageNotFoundError(name)
        return "99.0"

    assert installation.problems(version=version) == [
        "ipywidgets is missing; install it with `pip install ipywidgets`."
    ]


def test_a_package_that_is_not_of_the_notebooks_version_is_said():
    """A hub with an older package, or notebooks that were copied long ago."""
    have = lambda name: "1.9.0" if name == installation.NAME else "99.0"
    assert installation.problems(version=have, notebooks="1.9.0") == []
    (older,) = installation.problems(version=have, notebooks="1.10.0")
    assert older.startswith("The notebooks are of version 1.10.0, and the package is older: 1.9.0; ask whoever")
    (newer,) = installation.problems(version=have, notebooks="1.8.0")
    assert "the package is newer: 1.9.0; fetch the notebooks" in newer


def test_versions_are_compared_as_numbers():
    assert installation.release("3.10.0") > installation.release("3.9")
    assert installation.release("2.1.0rc1") == (2, 1, 0)


def test_a_kernel_in_the_browser_can_install_it():
    """Pyodide has no sockets: what brings JupyterLab is an extra."""
    (line,) = (line for line in importlib.metadata.requires(installation.NAME) if 'extra == "jupyter"' in line)
    assert line.startswith("jupyter>=1.1")
