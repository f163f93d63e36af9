"""One pass of TensorFlow Transform, in a Python that has it: transform.py FOLDER

It prints the seconds of the processor that learning takes, of the same vocabulary, words, means and
variances as in clusters.py, from the Parquet files of a folder.
"""

import resource
import sys
import tempfile

import apache_beam as beam
import pyarrow as pa
import tensorflow as tf
import tensorflow_transform as tft
import tensorflow_transform.beam as tft_beam
from tensorflow_metadata.proto.v0 import schema_pb2
from tfx_bsl.tfxio import tensor_adapter

WORDS, NUMBERS = ("text", "cut", "clarity"), ("carat", "price", "depth")


def cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def learned(inputs):
    text = tf.strings.lower(inputs["text"])
    text = tf.strings.regex_replace(text, r'[!"#$%&()*+,\-./:;<=>?@\[\\\]^_`{|}~\']', "")
    tft.vocabulary(tf.strings.split(text).to_sparse(), top_k=20_000)
    for name in ("cut", "clarity"):
        tft.vocabulary(inputs[name])
    return {name: tft.scale_to_z_score(tf.cast(inputs[name], tf.float32)) for name in NUMBERS}


def as_lists(table):
    for batch in table.to_batches():
        offsets = pa.array(range(batch.num_rows + 1), pa.int64())
        columns = []
        for name in (*WORDS, *NUMBERS):
            column = batch.column(name)
            column = column.cast(pa.large_binary() if name in WORDS else pa.float32())
            columns.append(pa.LargeListArray.from_arrays(offsets, column))
        yield pa.RecordBatch.from_arrays(columns, names=[*WORDS, *NUMBERS])


def config():
    kinds = {**dict.fromkeys(WORDS, pa.large_binary()), **dict.fromkeys(NUMBERS, pa.float32())}
    representations = {}
    for name in kinds:
        one = schema_pb2.TensorRepresentation()
        one.dense_tensor.column_name = name
        one.dense_tensor.shape.SetInParent()
        representations[name] = one
    schema = pa.schema([(name, pa.large_list(kind)) for name, kind in kinds.items()])
    return tensor_adapter.TensorAdapterConfig(schema, representations)


def main(folder: str) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        started = cpu_seconds()
        with beam.Pipeline() as pipeline, tft_beam.Context(temp_dir=temporary):
            read = pipeline | beam.io.ReadFromParquetBatched(f"{folder}/part-*")
            batches = read | beam.FlatMap(as_lists)
            (batches, config()) | tft_beam.AnalyzeDataset(learned)
        print(cpu_seconds() - started)


if __name__ == "__main__":
    main(sys.argv[1])
