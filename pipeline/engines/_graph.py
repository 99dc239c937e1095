"""Short programs for ONNX Runtime, put together step by step: products of rows with weights, mostly in bytes.

A processor multiplies bytes several times as fast as floating-point numbers. A row's numbers are brought to bytes by
the row's greatest, weights to seven bits by their column's greatest: seven, because processors without VNNI add two
products in sixteen bits, and a processor's age is to change no product in bytes. The few inputs that carry the largest
numbers, which would leave nothing of the others, stay floating-point numbers (as in LLM.int8: Dettmers et al., 2022).
"""

import os
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

from pipeline.engines._gguf import Weights

# Nothing leaves the machine: releases later than those that pyproject.toml allows would report their use, and read this
# when they are first imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
import onnxruntime

MOST, MOST_WEIGHT = 127, 63
"""The greatest number of a row, and of a column of weights, in bytes."""

OPSET, FORMAT = 18, 9
"""The versions of ONNX's operators and of its file format that programs are written in."""

OURS = "com.microsoft"
"""The domain of the operators that ONNX Runtime adds."""

ERRORS = 3
"""What ONNX Runtime is to say aloud: nothing that is less than an error."""

Program: TypeAlias = onnxruntime.InferenceSession
"""What was put together, ready to run."""

Shape = tuple[int, Sequence[int | str]]
"""The type of an input (`TensorProto`'s number) and its sizes."""


def rows(size: int) -> Shape:
    """Any number of rows of so many numbers."""
    return TensorProto.FLOAT, ("rows", size)


class Graph:
    """A program in the making. Values are named; rows are (rows, inputs)."""

    def __init__(self) -> None:
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def constant(self, value: "NDArray[np.generic] | np.generic") -> str:
        """The name of a number or of an array."""
        name = f"constant{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def step(self, operator: str, *inputs: str, ours: bool = False, **attributes: Any) -> str:
        """The name of what an operator makes of its inputs."""
        name = f"value{len(self._nodes)}"
        domain = OURS if ours else ""
        self._nodes.append(helper.make_node(operator, list(inputs), [name], domain=domain, **attributes))
        return name

    def norm(self, rows: str, weight: Weights, epsilon: float) -> str:
        """Rows brought to one size, each input times its weight."""
        return self.step("SimplifiedLayerNormalization", rows, self.constant(weight), axis=-1, epsilon=epsilon)

    def product(self, rows: str, weights: Weights, exact: NDArray[np.intp]) -> str:
        """`rows @ weights` in bytes, but for those inputs that stay `exact`."""
        rest, bytes_of = np.ones(len(weights), np.float32), weights.copy()
        rest[exact], bytes_of[exact] = 0, 0
        scale = np.maximum(np.abs(bytes_of).max(axis=0) / MOST_WEIGHT, np.float32(1e-12)).astype(np.float32)
        packed = np.rint(bytes_of / scale).astype(np.int8)
        here = self.step("Mul", rows, self.constant(rest))
        most = self.step("ReduceMax", self.step("Abs", here), self.constant(np.array([1])), keepdims=1)
        most = self.step("Max", most, self.constant(np.float32(1e-12)))
        step, middle = self.constant(np.float32(1 / MOST)), self.constant(np.uint8(MOST + 1))
        quantized = self.step("QuantizeLinear", self.step("Div", here, most), step, middle)
        made = self.step(
            "MatMulIntegerToFloat",
            quantized,
            self.constant(packed),
            step,
            self.constant(scale),
            middle,
            self.constant(np.zeros(len(scale), np.int8)),
            ours=True,
        )
        made = self.step("Mul", made, most)
        few = self.step("Gather", rows, self.constant(exact.astype(np.int64)), axis=1)
        return self.step("Add", made, self.step("MatMul", few, self.constant(weights[exact])))

    def total(self, scores: str) -> str:
        """What each row's scores come to, as a logarithm: (rows, 1). ReduceLogSumExp takes three times as long."""
        along = self.constant(np.array([1]))
        most = self.step("ReduceMax", scores, along, keepdims=1)
        shares = self.step("ReduceSum", self.step("Exp", self.step("Sub", scores, most)), along, keepdims=1)
        return self.step("Add", self.step("Log", shares), most)

    def attention(self, inputs: Sequence[str], heads: int, keys: int) -> tuple[str, str, str]:
        """What tokens hear of those before them and of one another; keys and values of both.

        The inputs are those of ONNX Runtime's GroupQueryAttention, which turns heads by their places itself.
        """
        made = tuple(f"{name}{len(self._nodes)}" for name in ("heard", "keys", "values"))
        attributes: dict[str, Any] = {"num_heads": heads, "kv_num_heads": keys, "do_rotary": 1, "rotary_interleaved": 1}
        self._nodes.append(helper.make_node("GroupQueryAttention", list(inputs), made, domain=OURS, **attributes))
        return made[0], made[1], made[2]

    def gated(self, both: str, size: int) -> str:
        """The second `size` inputs, each let through as far as its gate, among the first, is open (SwiGLU)."""
        cut = self.constant(np.array([size, size]))
        gate, up = f"gate{len(self._nodes)}", f"up{len(self._nodes)}"
        self._nodes.append(helper.make_node("Split", [both, cut], [gate, up], axis=1))
        return self.step("Mul", self.step("QuickGelu", gate, ours=True, alpha=1.0), up)

    def program(self, inputs: Mapping[str, Shape], outputs: Sequence[str]) -> Program:
        """What makes these outputs of these inputs, in the thread that asks. A size may be a name: any size.

        Raises ValueError where ONNX Runtime refuses it.
        """
        model = helper.make_model(
            helper.make_graph(
                self._nodes,
                "graph",
                [helper.make_tensor_value_info(name, *shape) for name, shape in inputs.items()],
                [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
                self._constants,
            ),
            opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(OURS, 1)],
            ir_version=FORMAT,
        )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # each of a hundred programs would keep what its largest rows needed
        options.log_severity_level = ERRORS
        try:
            return Program(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # ONNX Runtime's errors have no other class in common
            raise ValueError(f"ONNX Runtime refuses a program: {error}") from error
