"""The reader's network in PyTorch: a BERT encoder over given word embeddings, with the reader's heads.

The encoder is Devlin et al. (2019) as multilingual-e5-small instantiates it (12 layers, width 384, GELU, post-norm).
The word-embedding table is not part of it: it stays frozen and is looked up outside.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

WIDTH, LAYERS, HEADS, INNER = 384, 12, 12, 1536


class Dropout(nn.Module):
    """Dropout (Srivastava et al., 2014) with masks cut at random places from one long random mask.

    Drawing a fresh mask for every layer takes longer on a CPU than the layer itself.
    """

    _masks: dict[float, Tensor] = {}  # noqa: RUF012 - shared on purpose

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """``x`` with a share of its values zeroed and the rest scaled up, in training."""
        if not self.training or not self.share:
            return x
        if self.share not in self._masks:
            # A generator of its own, so that a run taken up again draws the same numbers as one never stopped.
            keep = torch.rand(1 << 23, generator=torch.Generator().manual_seed(0)) >= self.share
            self._masks[self.share] = keep.to(torch.bfloat16) / (1 - self.share)
        mask = self._masks[self.share]
        at = int(torch.randint(len(mask) - x.numel(), ()))
        return x * mask[at : at + x.numel()].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    """One transformer layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.ao = nn.Linear(WIDTH, WIDTH)
        self.aln = nn.LayerNorm(WIDTH, eps=1e-12)
        self.fi = nn.Linear(WIDTH, INNER)
        self.fo = nn.Linear(INNER, WIDTH)
        self.oln = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` is (batch, tokens, width); ``mask`` is added to the attention scores."""
        batch, tokens, _ = x.shape
        query, key, value = self.qkv(x).view(batch, tokens, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        # Spelled out: on a CPU the backward pass of the fused kernel takes twice as long.
        scores = query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5 + mask.to(query.dtype)
        heads = torch.softmax(scores, -1, dtype=query.dtype) @ value
        attended = self.ao(heads.transpose(1, 2).reshape(batch, tokens, WIDTH))
        x = self.aln(x + self.drop(attended))
        return self.oln(x + self.drop(self.fo(F.gelu(self.fi(x)))))


class Encoder(nn.Module):
    """Word embeddings in, hidden states out."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.positions = nn.Parameter(torch.zeros(512, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.drop = Dropout(dropout)

    def forward(self, embeddings: Tensor, attend: Tensor) -> Tensor:
        """``embeddings`` (batch, tokens, width); ``attend`` (batch, tokens), 1 for a token and 0 for padding."""
        x = self.norm(embeddings + self.positions[: embeddings.shape[1]])
        x = self.drop(x)
        mask = (1.0 - attend.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_base(self, base: dict[str, Tensor]) -> None:
        """Take the weights of :mod:`training.base`."""
        new = {"positions": base["emb.pos"] + base["emb.type"][0]}
        new["norm.weight"], new["norm.bias"] = base["emb.ln.w"], base["emb.ln.b"]
        for n in range(LAYERS):
            for end, long in (("w", "weight"), ("b", "bias")):
                new[f"layers.{n}.qkv.{long}"] = torch.cat([base[f"l{n}.{part}.{end}"] for part in "qkv"])
                for part in ("ao", "aln", "fi", "fo", "oln"):
                    new[f"layers.{n}.{part}.{long}"] = base[f"l{n}.{part}.{end}"]
        self.load_state_dict(new)
