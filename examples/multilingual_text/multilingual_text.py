"""Topics of sentences in nine languages and six scripts: from CSV to a model without TensorFlow.

Usage, in this folder: python multilingual_text.py FOLDER, where data and model are written.
"""

import subprocess
import sys
from pathlib import Path

import keras
import pandas as pd

from prelayer import TextVectorization, adapt, class_names, dataset_from_frame, export_model

folder = Path(sys.argv[1])
subprocess.run([sys.executable, "make_data.py", folder], check=True)

# Train on edited articles, test on messages, which have capitals and lack accents.
articles = pd.read_csv(folder / "articles.csv")
messages = pd.read_csv(folder / "messages.csv")
train = dataset_from_frame(articles, "text", "topic", batch_size=64, shuffle=True, seed=1)
test = dataset_from_frame(messages, "text", "topic", batch_size=64)
topics = class_names(train)


def classifier(standardize):
    """Returns a fitted model of strings."""
    keras.utils.set_random_seed(1)
    # White space separates words in most languages. Characters and pairs of them do without, and
    # recognize words with other endings.
    words = TextVectorization(standardize=standardize, output_mode="multi_hot", name="words")
    characters = TextVectorization(
        max_tokens=2000,
        standardize=standardize,
        split="character",
        ngrams=2,
        output_mode="multi_hot",
        name="characters",
    )
    adapt([words, characters], train)  # one pass for both
    text = keras.Input((), dtype="string", name="text")
    x = keras.layers.Concatenate()([words(text), characters(text)])
    x = keras.layers.Dense(32, "relu")(keras.layers.Dropout(0.3)(x))
    topic = keras.layers.Dense(len(topics), "softmax", name="topic")(x)
    model = keras.Model(text, topic)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(train, epochs=6, verbose=0)
    return model, words


# "casefold" makes "STRASSE" and "Straße" equal, and both forms of the Greek sigma.
steps = ["casefold", "strip_accents", "strip_punctuation"]
model, words = classifier(steps)
as_written, _ = classifier(None)
print("words:", *words.get_vocabulary()[1:300:30])
print(f"sentences: {len(articles)} to train, {len(messages)} to test")
for name, trained in [("standardized", model), ("as written", as_written)]:
    accuracy = trained.evaluate(test, verbose=0, return_dict=True)["accuracy"]
    print(f"accuracy, {name}: {accuracy:.3f}")
print(f"accuracy, most frequent topic: {messages['topic'].value_counts(normalize=True).max():.3f}")

# The server has neither TensorFlow nor this package: ONNX Runtime takes the strings.
path = folder / "topics.onnx"
export_model(model, path, format="onnx", class_names=topics, overwrite=True)
subprocess.run([sys.executable, "serve.py", path, folder / "new.txt"], check=True)
