"""Preprocessor.from_sklearn: encoders of categories, and vectorizers of text."""

import numpy as np
import pandas as pd
import pytest
from sklearn.decomposition import PCA
from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer, TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler, TargetEncoder

from prelayer import Preprocessor
from sklearn_equal import assert_equal, made_table

COLUMNS = ["color", "town", "doors"]
TRAIN, TEST = made_table()[COLUMNS], made_table(80, seed=2)[COLUMNS]
UNKNOWN = TEST.assign(color=[*TEST["color"][:-2], "pink", ""], doors=[*TEST["doors"][:-1], 99])

ENCODERS = [
    OneHotEncoder(handle_unknown="ignore"),
    OneHotEncoder(handle_unknown="ignore", drop="first"),
    OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=40),
    OneHotEncoder(handle_unknown="infrequent_if_exist", max_categories=3, drop="if_binary"),
    OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1),
    OrdinalEncoder(
        handle_unknown="use_encoded_value", unknown_value=np.nan, encoded_missing_value=-2
    ),
    OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1, min_frequency=40),
]


@pytest.mark.filterwarnings("ignore:Found unknown categories")
@pytest.mark.parametrize("encoder", ENCODERS, ids=repr)
def test_encoders_equal_scikit_learn(encoder):
    assert_equal(encoder.fit(TRAIN), UNKNOWN)


STRICT = [OneHotEncoder(), OneHotEncoder(drop="first"), OrdinalEncoder()]


@pytest.mark.parametrize("encoder", STRICT, ids=repr)
def test_unknown_categories_raise_where_they_do_in_scikit_learn(encoder):
    prep = assert_equal(encoder.fit(TRAIN), TEST)
    for data in (UNKNOWN.iloc[-2:-1], UNKNOWN.iloc[-1:]):
        with pytest.raises(ValueError, match="every token must be in the vocabulary"):
            prep(data)


@pytest.mark.parametrize("kind", ["binary", "multiclass", "continuous"])
def test_target_encoders_equal_scikit_learn(kind):
    random = np.random.default_rng(3)
    target = random.normal(size=300) if kind == "continuous" else random.integers(0, 3, 300)
    target = target > 1 if kind == "binary" else target
    assert_equal(TargetEncoder().fit(TRAIN, target), UNKNOWN)


def test_missing_text_is_imputed_before_it_is_encoded():
    for options in ({"strategy": "most_frequent"}, {"strategy": "constant", "fill_value": "none"}):
        imputer = SimpleImputer(**options)
        for encoder in (OneHotEncoder(handle_unknown="ignore"), OrdinalEncoder()):
            assert_equal(make_pipeline(imputer, encoder).fit(TRAIN[["town"]]), TEST)


def test_whole_numbers_with_gaps_are_categories():
    data = pd.DataFrame({"code": [1.0, 7, np.nan, 7, -3]})
    new = pd.DataFrame({"code": [7.0, np.nan, 5]})
    assert_equal(OneHotEncoder(handle_unknown="ignore").fit(data), new)
    assert_equal(OrdinalEncoder().fit(data), data)


def test_an_empty_text_is_a_category():
    data = pd.DataFrame({"x": np.array(["", "a", "b"], object)})
    assert_equal(OneHotEncoder(handle_unknown="ignore").fit(data), data)


TEXTS = pd.Series(
    ["The cat sat on the mat!", "A b c dogs_and cats, 2 x 22", "", "Äpfel und Öl; ÉTÉ été"] * 2
    + ["the the the dog"],
    name="text",
)
NEW = pd.Series(["cat  cat dog", "unknown words only", "", "o été-ÖL the\tmat 22 a_b"], name="text")

VECTORIZERS = [
    CountVectorizer(),
    CountVectorizer(binary=True, lowercase=False),
    CountVectorizer(ngram_range=(1, 2), min_df=2),
    CountVectorizer(stop_words="english", max_features=5),
    TfidfVectorizer(),
    TfidfVectorizer(norm=None),
    TfidfVectorizer(norm="l1", use_idf=False, ngram_range=(2, 3)),
    TfidfVectorizer(sublinear_tf=True, smooth_idf=False),
    HashingVectorizer(n_features=50),
    HashingVectorizer(n_features=7, norm=None),
    HashingVectorizer(n_features=7, binary=True, norm="l1", ngram_range=(1, 2)),
    HashingVectorizer(n_features=1000, alternate_sign=False, lowercase=False),
]


@pytest.mark.parametrize("vectorizer", VECTORIZERS, ids=repr)
def test_vectorizers_equal_scikit_learn(vectorizer):
    vectorizer.fit(TEXTS)
    for texts in (TEXTS, NEW):
        assert_equal(vectorizer, texts, columns="text", feed={"text": texts})


def test_columns_are_named_as_in_scikit_learn():
    table = pd.DataFrame({"n": [3, 1, 2, 2], "s": ["a", "b", "c", "a"]})
    pairs = [
        OneHotEncoder(sparse_output=False),
        OneHotEncoder(drop="first", sparse_output=False),
        OneHotEncoder(handle_unknown="ignore", sparse_output=False),
        make_pipeline(OneHotEncoder(sparse_output=False), StandardScaler()),
        OrdinalEncoder(),
    ]
    for transformer in pairs:
        found = Preprocessor.from_sklearn(transformer.fit(table)).get_feature_names_out()
        assert found == transformer.get_feature_names_out().tolist()
    texts = TfidfVectorizer().fit(["a fine day", "the day"])
    found = Preprocessor.from_sklearn(texts, "text").get_feature_names_out()
    assert found == [f"text_{token}" for token in texts.get_feature_names_out()]


def test_columns_without_a_single_token_are_numbered():
    table = pd.DataFrame({"s": ["a", "b", "c", None, "a"]})
    joined = OneHotEncoder(min_frequency=2, sparse_output=False).fit(table)
    assert Preprocessor.from_sklearn(joined).get_feature_names_out() == ["s_0", "s_1"]
    missing = OneHotEncoder().fit(table)
    names = ["s_a", "s_b", "s_c", "s_missing"]
    assert Preprocessor.from_sklearn(missing).get_feature_names_out() == names
    projected = make_pipeline(OneHotEncoder(sparse_output=False), PCA(3)).fit(table[:3])
    assert Preprocessor.from_sklearn(projected).get_feature_names_out() == ["s_0", "s_1", "s_2"]


REMEDY = "Apply it to the data first, or leave it out of the pipeline."


@pytest.mark.parametrize(
    ("transformer", "sentence"),
    [
        (
            CountVectorizer(analyzer="char").fit(TEXTS),
            f"CountVectorizer(analyzer='char') has no equivalent layers. {REMEDY}",
        ),
        (
            TfidfVectorizer(ngram_range=(1, 2), stop_words=["the"]).fit(TEXTS),
            f"TfidfVectorizer(stop_words=['the']) has no equivalent layers. {REMEDY}",
        ),
        (
            HashingVectorizer().fit(TEXTS),
            "HashingVectorizer(n_features=1048576) has no equivalent layers. The output is dense: "
            "use at most 65536 features.",
        ),
        (
            OneHotEncoder().fit(pd.DataFrame({"text": [0.5, 1.5]})),
            "OneHotEncoder(categories_=[array([0.5, 1.5])]) has no equivalent layers. Layers look "
            "up text and whole numbers: discretize or convert the column first.",
        ),
    ],
)
def test_names_options_that_it_cannot_convert(transformer, sentence):
    with pytest.raises(ValueError) as caught:
        Preprocessor.from_sklearn(transformer, "text")
    assert str(caught.value) == f"Preprocessor.from_sklearn: {sentence}"
