"""The reader's heads: a conditional random field for each level of nesting, and the links between spans."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from dragoman.reading.labels import BEGINS, FOLLOWS, LABELS, PARTS
from dragoman.reading.linking import BUCKETS, bucket
from training.encoder import WIDTH, Dropout, Encoder

NEVER = -1e4
LINK_WIDTH = 96
EDGE_WIDTH = 64


class Crf(nn.Module):
    """A linear-chain CRF (Lafferty et al., 2001) over units, with the impossible transitions forbidden."""

    def __init__(self) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.begin = nn.Parameter(torch.zeros(len(LABELS)))
        self.register_buffer("forbidden", torch.where(torch.from_numpy(FOLLOWS), 0.0, NEVER), persistent=False)
        self.register_buffer("no_begin", torch.where(torch.from_numpy(BEGINS), 0.0, NEVER), persistent=False)

    def scores(self) -> tuple[Tensor, Tensor]:
        """Scores of a label after a label (from, to) and at the beginning."""
        return self.transitions + self.forbidden, self.begin + self.no_begin

    def loss(self, emissions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood, summed. ``emissions`` (sequences, units, labels); ``mask`` 1 for a unit."""
        transitions, begin = self.scores()
        weight = mask.to(emissions.dtype)
        gold = begin[labels[:, 0]] + (emissions.gather(2, labels[:, :, None])[:, :, 0] * weight).sum(1)
        gold = gold + (transitions[labels[:, :-1], labels[:, 1:]] * weight[:, 1:]).sum(1)
        alpha = begin + emissions[:, 0]
        for t in range(1, emissions.shape[1]):
            new = torch.logsumexp(alpha[:, :, None] + transitions, 1) + emissions[:, t]
            alpha = torch.where(mask[:, t, None], new, alpha)
        return (torch.logsumexp(alpha, 1) - gold).sum()


class Links(nn.Module):
    """Scores of a span hanging on another: a content on its cue, a cue on its source.

    A bilinear score of the two spans' edges (first and last unit), as in biaffine parsing (Dozat and Manning, 2017),
    and a learned bias for their distance in the text.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tail = nn.Linear(2 * WIDTH, LINK_WIDTH)
        self.head = nn.Linear(2 * WIDTH, LINK_WIDTH)
        self.distance = nn.Parameter(torch.zeros(BUCKETS))
        self.none = nn.Parameter(torch.zeros(1))

    def forward(self, hidden: Tensor, tails: Tensor, heads: Tensor) -> Tensor:
        """``hidden`` (units, width); ``tails``, ``heads`` (n, 2) first and last unit. Returns (tails, heads + 1)."""
        tail = self.tail(hidden[tails].flatten(1))
        head = self.head(hidden[heads].flatten(1))
        buckets = torch.from_numpy(bucket(tails.numpy(), heads.numpy()))
        scores = tail @ head.T / LINK_WIDTH**0.5 + self.distance[buckets]
        return torch.cat([scores, self.none.expand(len(tails), 1)], 1)


class Edges(nn.Module):
    """Which unit ends a span that begins here, and which begins one that ends here, by part.

    A chain of labels decides on a span's two edges far from each other; this looks at both at once, as extractive
    question answering does (Rajpurkar et al., 2016). It is taught beside the labels, so that each edge's state knows
    the other, and is not exported: rescoring spans with it made no span better on PolNeAR dev.
    """

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(WIDTH, len(PARTS) * EDGE_WIDTH)
        self.last = nn.Linear(WIDTH, len(PARTS) * EDGE_WIDTH)

    def loss(self, hidden: Tensor, spans: Tensor, lengths: tuple[int, ...]) -> Tensor:
        """Cross entropy of both edges given the other, summed. ``spans`` (n, 3): part, first unit, last unit."""
        segment = torch.repeat_interleave(torch.arange(len(lengths)), torch.tensor(lengths))
        place = torch.arange(len(hidden))
        part, first, last = spans.T
        firsts = self.first(hidden).view(len(hidden), len(PARTS), EDGE_WIDTH)
        lasts = self.last(hidden).view(len(hidden), len(PARTS), EDGE_WIDTH)
        inside = segment[first][:, None] == segment[None]
        ends = (firsts[first, part][:, None] * lasts[:, part].transpose(0, 1)).sum(2) / EDGE_WIDTH**0.5
        ends = ends.masked_fill(~(inside & (place[None] >= first[:, None])), NEVER)
        begins = (lasts[last, part][:, None] * firsts[:, part].transpose(0, 1)).sum(2) / EDGE_WIDTH**0.5
        begins = begins.masked_fill(~(inside & (place[None] <= last[:, None])), NEVER)
        return F.cross_entropy(ends, last, reduction="sum") + F.cross_entropy(begins, first, reduction="sum")


class Reader(nn.Module):
    """The encoder and its heads: label scores for two levels, edges of spans, links between them."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.drop = Dropout(dropout)
        self.emit = nn.Linear(WIDTH, 2 * len(LABELS))
        self.crfs = nn.ModuleList([Crf(), Crf()])
        self.edges = Edges()
        self.to_cue = Links()
        self.to_source = Links()
