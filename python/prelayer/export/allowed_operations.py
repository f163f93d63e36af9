"""The operations of each runtime that tests compare with TensorFlow.

An operation is added here together with a test of a layer that uses it, because converters report
success for operations that compute something else; `tests/exported_operations.yml` names the test.
"""

_LITERT = """
    ABS ADD ARG_MAX AVERAGE_POOL_2D BATCH_MATMUL BATCH_TO_SPACE_ND BITWISE_XOR BROADCAST_TO CAST
    CEIL CONCATENATION CONV_2D COS CUMSUM DEPTHWISE_CONV_2D DIV ELU EQUAL EXP EXPAND_DIMS FILL
    FLOOR FLOOR_DIV FLOOR_MOD FULLY_CONNECTED GATHER GELU GREATER GREATER_EQUAL HARD_SWISH
    LEAKY_RELU LESS LESS_EQUAL LOG LOGICAL_AND LOGICAL_NOT LOGICAL_OR LOGISTIC LOG_SOFTMAX
    MAXIMUM MAX_POOL_2D MEAN MINIMUM MUL NEG NOT_EQUAL ONE_HOT PACK PAD PADV2 POW PRELU RANGE
    REDUCE_ALL REDUCE_ANY REDUCE_MAX REDUCE_MIN REDUCE_PROD RELU RELU6 RESHAPE REVERSE_V2
    RIGHT_SHIFT ROUND RSQRT SCATTER_ND SELECT SELECT_V2 SHAPE SIGN SIN SOFTMAX SPACE_TO_BATCH_ND
    SPLIT SPLIT_V SQRT SQUARE SQUARED_DIFFERENCE STRIDED_SLICE SUB SUM TANH TILE TOPK_V2
    TRANSPOSE TRANSPOSE_CONV UNPACK WHERE WHILE ZEROS_LIKE
"""
_ONNX = """
    Abs Add And ArgMax AveragePool BitShift BitwiseXor Cast Ceil Clip Concat Constant
    ConstantOfShape Conv ConvTranspose Cos CumSum Div Elu Equal Erf Exp Expand Floor Gather
    GatherND Greater GreaterOrEqual Identity IsNaN LSTM LabelEncoder LeakyRelu Less
    LessOrEqual Log LogSoftmax Loop MatMul Max MaxPool Min Mul Neg NonZero Not OneHot Or Pad Pow
    Range Reciprocal ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum Relu Reshape
    ReverseSequence Round ScatterND Selu Shape Sigmoid Sign Sin Size Slice Softmax Softplus
    Softsign Split Sqrt Squeeze Sub Tanh Tile Tokenizer TopK Transpose Unsqueeze Where
"""

ALLOWED = {
    "litert": frozenset(_LITERT.split()),
    "onnx": frozenset(_ONNX.split()),
    "web": frozenset(_ONNX.split()),
}
