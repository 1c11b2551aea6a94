"""Instruments, and a tape on which they are put together; 48,000 samples a second, in stereo."""

from functools import lru_cache

import numpy as np
from scipy.ndimage import minimum_filter1d, uniform_filter1d
from scipy.signal import butter, fftconvolve, lfilter, sosfilt

SR = 48000
LOUD = -16.0


def hz(note):
    """The frequency of a MIDI note."""
    return 440 * 2 ** ((note - 69) / 12)


def span(seconds):
    """Moments of so many seconds."""
    return np.arange(int(seconds * SR)) / SR


def shut(x, seconds=0.02):
    """Ends without a click."""
    n = min(len(x), int(seconds * SR))
    x[-n:] *= np.linspace(1, 0, n)
    return x


@lru_cache(None)
def keys(note, seconds=2.5):
    """A soft piano."""
    t, f = span(seconds), hz(note)
    out = np.zeros_like(t)
    for k in range(1, 9):
        g = f * k * np.sqrt(1 + 0.0004 * k * k)
        if g < 16000:
            out += np.sin(2 * np.pi * g * t + k) / k**1.5 * np.exp(-t * (0.9 + 0.45 * k) * (f / 330) ** 0.4)
    return shut(out * np.minimum(1, t / 0.004))


@lru_cache(None)
def pluck(note, seconds=2.0, bright=0.5):
    """A plucked string."""
    n = int(SR / hz(note))
    burst = np.random.default_rng(note).uniform(-1, 1, n)
    burst = lfilter([bright], [1, bright - 1], burst)
    x = np.zeros(int(seconds * SR))
    x[:n] = burst - burst.mean()
    a = np.zeros(n + 2)
    a[0], a[n], a[n + 1] = 1, -0.498, -0.498
    out = lfilter([1], a, x)
    return shut(out / (np.abs(out).max() + 1e-9))


@lru_cache(None)
def bell(note, seconds=3.0):
    """A small bell."""
    t, f = span(seconds), hz(note)
    out = sum(a * np.sin(2 * np.pi * f * r * t) * np.exp(-t * d)
              for r, a, d in ((1, 1, 1.4), (2, 0.5, 2), (2.76, 0.4, 3), (5.4, 0.2, 5), (8.9, 0.1, 9)))
    return shut(out * np.minimum(1, t / 0.002))


@lru_cache(None)
def wood(note, seconds=0.9):
    """A marimba."""
    t, f = span(seconds), hz(note)
    out = np.sin(2 * np.pi * f * t) * np.exp(-t * 6) + 0.35 * np.sin(2 * np.pi * f * 3.93 * t) * np.exp(-t * 18)
    return shut(out * np.minimum(1, t / 0.002))


@lru_cache(None)
def pad(note, seconds=4.0, soft=0.25):
    """Strings from far away."""
    t, f = span(seconds), hz(note)
    out = np.zeros_like(t)
    for d in (-0.13, 0, 0.11):
        g = f * 2 ** (d / 12)
        for k in (1, 2, 3, 4):
            out += np.sin(2 * np.pi * g * k * t + 3 * d + k) / k**2.2
    edge = soft * seconds
    return out / 3 * np.clip(t / edge, 0, 1) ** 1.5 * np.clip((seconds - t) / edge, 0, 1) ** 1.5


def band(x, low, high):
    """Only what lies between two frequencies."""
    return sosfilt(butter(2, [low, high], "band", fs=SR, output="sos"), x)


def hiss(seconds, low=200, high=4000, seed=1):
    """Noise."""
    out = band(np.random.default_rng(seed).standard_normal(int(seconds * SR)), low, high)
    return out / np.abs(out).max()


@lru_cache(None)
def kick():
    """A bass drum."""
    t = span(0.4)
    return shut(np.sin(2 * np.pi * (48 * t + 9 * (1 - np.exp(-t * 28)) * 0.8)) * np.exp(-t * 9))


@lru_cache(None)
def snare():
    """A snare drum."""
    t = span(0.25)
    return shut(0.7 * hiss(0.25, 900, 9000, 5) * np.exp(-t * 18) + 0.5 * np.sin(2 * np.pi * 190 * t) * np.exp(-t * 25))


@lru_cache(None)
def hat(long=False):
    """A cymbal."""
    t = span(0.3)
    return shut(hiss(0.3, 7000, 16000, 6) * np.exp(-t * (12 if long else 55)))


class Tape:
    """What is heard, from the first second to the last."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.x = np.zeros((int((seconds + 6) * SR), 2))

    def put(self, sound, at, gain=1.0, pan=0.0):
        """Puts a sound at a moment; `pan` from -1 (left) to 1."""
        i = int(at * SR)
        if i < 0 or at >= self.seconds:
            return
        sound = sound[: len(self.x) - i]
        side = np.array([np.cos((pan + 1) * np.pi / 4), np.sin((pan + 1) * np.pi / 4)])
        self.x[i : i + len(sound)] += gain * sound[:, None] * side

    def chords(self, chords, each, gain=0.1, start=0.0):
        """Pads that go over into one another."""
        for i, chord in enumerate(chords):
            for k, note in enumerate(chord):
                self.put(pad(note, each * 1.5, 0.3), start + i * each, gain, (k % 3 - 1) * 0.5)

    def hall(self, seconds=2.0, wet=0.25):
        """Puts it into a room."""
        rng = np.random.default_rng(3)
        t = span(seconds)
        for c in (0, 1):
            room = band(rng.standard_normal(len(t)), 150, 6000) * np.exp(-t * 5 / seconds)
            room /= np.sqrt((room**2).sum())
            self.x[:, c] += wet * fftconvolve(self.x[:, c], room)[: len(self.x)]

    def done(self, out=0.8):
        """The finished sound: equally loud everywhere, never clipped."""
        x = self.x[: int(self.seconds * SR)].copy()
        x[: SR // 100] *= np.linspace(0, 1, SR // 100)[:, None]
        n = int(out * SR)
        x[-n:] *= (np.linspace(1, 0, n) ** 1.3)[:, None]
        for _ in range(4):
            x *= 10 ** ((LOUD - loudness(x)) / 20)
            room = 0.6 / np.maximum(np.abs(x).max(1), 0.6)
            x *= uniform_filter1d(minimum_filter1d(room, 960), 480)[:, None]
        return x


def loudness(x):
    """LUFS after ITU-R BS.1770, with both gates."""
    y = lfilter([1.53512485958697, -2.69169618940638, 1.19839281085285], [1, -1.69065929318241, 0.73248077421585], x, 0)
    y = lfilter([1, -2, 1], [1, -1.99004745483398, 0.99007225036621], y, 0)
    n, hop = int(0.4 * SR), int(0.1 * SR)
    power = np.array([(y[i : i + n] ** 2).mean(0).sum() for i in range(0, len(y) - n, hop)]) + 1e-12
    level = -0.691 + 10 * np.log10(power)
    kept = power[level > -70]
    if not len(kept):
        return -70.0
    gate = -0.691 + 10 * np.log10(kept.mean()) - 10
    kept = power[level > max(gate, -70)]
    return -0.691 + 10 * np.log10(kept.mean())
