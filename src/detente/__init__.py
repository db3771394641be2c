"""Détente: negotiations as sourced, computable models."""

from detente.language.loading import load
from detente.graph.compiling import compile
from detente.analyses.stability import stability
