"""What is refused before durable_rules could get it silently wrong."""

import pytest

from compliance.judgement.production import MOST_TESTS, Node, UncompilableError, compile_rules, fnv1a


def test_names_with_one_hash_are_refused() -> None:
    assert fnv1a("liquid") == fnv1a("costarring")
    with pytest.raises(UncompilableError, match="same 32-bit hash"):
        compile_rules([Node("top", 2, ("liquid", "costarring"))])


def test_a_name_that_is_not_plain_ascii_is_refused() -> None:
    with pytest.raises(UncompilableError, match="plain ASCII"):
        compile_rules([Node("top", 1, ("ä",))])


def test_a_tree_that_feeds_itself_is_refused() -> None:
    with pytest.raises(UncompilableError, match="feeds itself"):
        compile_rules([Node("a", 1, ("b",)), Node("b", 1, ("a",))])


def test_as_many_tests_as_the_library_bears_are_compiled_and_more_are_not() -> None:
    def tree(size: int) -> list[Node]:
        return [Node(f"n{index}", 2, (f"l{index}", f"r{index}")) for index in range(size)]

    most = MOST_TESTS // 6  # two premises of three values each
    assert compile_rules(tree(most))
    with pytest.raises(UncompilableError, match="tests are more than"):
        compile_rules(tree(most + 1))
