"""What every scene needs: a canvas, colours, light, and the way into a file.

A scene is a function with `@scene`: it returns `frame(seconds)`, a picture, and a sound.
`python nature.py` renders all scenes of the file, `python nature.py tree` one,
`python nature.py --look` writes four pictures of each and no film.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import wave

import cv2
import numpy as np
import skia

W, H = 540, 960
SS = 1.5
HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.environ.get("REEL_OUT", os.path.dirname(HERE))
LOOK = os.environ.get("REEL_LOOK", "/tmp/reel-look")
SCENES = {}


def scene(slug, seconds=10.0, fps=30, crf=26, most=690):
    """Registers a scene; its film has at most `most` kilobytes."""

    def keep(make):
        SCENES[slug] = (make, seconds, fps, crf, most)
        return make

    return keep


# Colours.


def rgb(text):
    """'#ffcc00' as three numbers up to 1."""
    return np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)], np.float64) / 255


def mix(a, b, k):
    """From one colour (or number) to another."""
    return np.asarray(a) * (1 - k) + np.asarray(b) * k


def ramp(stops, k):
    """A colour out of several, `k` from 0 to 1."""
    at = np.clip(k, 0, 1) * (len(stops) - 1)
    i = min(int(at), len(stops) - 2)
    return mix(rgb(stops[i]), rgb(stops[i + 1]), at - i)


def ramps(stops, k):
    """The same for an array."""
    xs = np.linspace(0, 1, len(stops))
    cols = np.array([rgb(s) for s in stops])
    return np.stack([np.interp(k, xs, cols[:, c]) for c in range(3)], -1)


def ink(colour, alpha=1.0):
    """A colour for skia."""
    r, g, b = rgb(colour) if isinstance(colour, str) else colour
    return skia.Color4f(float(r), float(g), float(b), float(alpha))


def ease(k):
    """Slow, fast, slow."""
    k = np.clip(k, 0, 1)
    return k * k * (3 - 2 * k)


def part(t, a, b):
    """How far `t` is between two moments."""
    return float(np.clip((t - a) / (b - a), 0, 1))


# Paint.


def fill(colour, alpha=1.0, blur=0.0, plus=False):
    """Paint for an area."""
    p = skia.Paint(AntiAlias=True, Color4f=ink(colour, alpha))
    if blur:
        p.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    if plus:
        p.setBlendMode(skia.BlendMode.kPlus)
    return p


def line(colour, width, alpha=1.0, blur=0.0, plus=False):
    """Paint for a line with round ends."""
    p = fill(colour, alpha, blur, plus)
    p.setStyle(skia.Paint.kStroke_Style)
    p.setStrokeWidth(width)
    p.setStrokeCap(skia.Paint.kRound_Cap)
    p.setStrokeJoin(skia.Paint.kRound_Join)
    return p


def fade(a, b, colours, at=None, alphas=None):
    """Paint that goes over from colour to colour along a line."""
    alphas = alphas or [1] * len(colours)
    cols = [ink(c, k).toColor() for c, k in zip(colours, alphas)]
    shader = skia.GradientShader.MakeLinear([skia.Point(*a), skia.Point(*b)], cols, at)
    return skia.Paint(AntiAlias=True, Shader=shader)


def glow(x, y, r, colours, alphas, plus=False, at=None):
    """Paint that goes over from a middle outwards."""
    cols = [ink(c, k).toColor() for c, k in zip(colours, alphas)]
    shader = skia.GradientShader.MakeRadial(skia.Point(x, y), r, cols, at)
    p = skia.Paint(AntiAlias=True, Shader=shader)
    if plus:
        p.setBlendMode(skia.BlendMode.kPlus)
    return p


def shape(points, close=True):
    """A path through points."""
    path = skia.Path()
    path.addPoly([skia.Point(float(x), float(y)) for x, y in points], close)
    return path


def curve(points, close=False):
    """A smooth path through points."""
    p = [tuple(map(float, q)) for q in points]
    path = skia.Path()
    path.moveTo(*p[0])
    n = len(p)
    for i in range(n if close else n - 1):
        a, b = p[i], p[(i + 1) % n]
        before = p[i - 1] if i or close else a
        after = p[(i + 2) % n] if close or i + 2 < n else b
        path.cubicTo(a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6,
                     b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6, *b)
    return path


def words(c, text, x, y, size, colour, alpha=1.0, face="Noto Sans CJK SC", middle=True, bold=False):
    """A short caption."""
    style = skia.FontStyle.Bold() if bold else skia.FontStyle.Normal()
    font = skia.Font(skia.Typeface(face, style), size)
    font.setSubpixel(True)
    left = x - font.measureText(text) / 2 if middle else x
    c.drawString(text, left, y, font, fill(colour, alpha))


def painted(draw, ss=SS, ground=None):
    """The picture that `draw(canvas)` paints, in units of the film."""
    pixels = np.zeros((round(H * ss), round(W * ss), 4), np.uint8)
    surface = skia.Surface(pixels, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType)
    with surface as c:
        c.scale(ss, ss)
        if ground is not None:
            c.clear(ink(ground))
        draw(c)
    return pixels


def small(picture):
    """A picture of any scale as floats of the film's size."""
    if picture.dtype == np.uint8:
        picture = cv2.resize(picture, (W, H), interpolation=cv2.INTER_AREA)
        return picture.astype(np.float32) / 255
    if picture.shape[0] != H:
        picture = cv2.resize(picture.astype(np.float32), (W, H), interpolation=cv2.INTER_AREA)
    return picture.astype(np.float32)


def over(ground, top):
    """A painted layer (premultiplied) over a picture."""
    top = small(top)
    return ground * (1 - top[..., 3:4]) + top[..., :3]


def bloom(picture, much=0.5, wide=14, least=0.0):
    """Bright places shine over their surroundings."""
    light = np.maximum(picture - least, 0).astype(np.float32)
    tiny = cv2.resize(light, (W // 4, H // 4), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(tiny, (0, 0), wide / 4) + 0.6 * cv2.GaussianBlur(tiny, (0, 0), wide)
    return picture + much * cv2.resize(soft, (W, H), interpolation=cv2.INTER_CUBIC)


def clouds(seed, w, h, size, octaves=5):
    """Soft noise from 0 to 1 that repeats sideways."""
    rng = np.random.default_rng(seed)
    out = np.zeros((h, w), np.float32)
    weight = 1.0
    for _ in range(octaves):
        gw, gh = max(2, round(w / size)), max(2, round(h / size) + 2)
        grid = rng.random((gh, gw)).astype(np.float32)
        grid = np.concatenate([grid, grid[:, :3]], 1)
        big = cv2.resize(grid, (round((gw + 3) * w / gw), h), interpolation=cv2.INTER_CUBIC)
        at = round(w / gw)
        out += weight * big[:, at : at + w]
        weight *= 0.5
        size = max(2, size / 2)
    out -= out.min()
    return out / out.max()


# Into a file.


def bytes_of(picture, rng):
    """Eight bits a channel, with a grain of noise against bands."""
    if picture.dtype == np.uint8:
        if picture.shape[0] != H:
            picture = cv2.resize(picture, (W, H), interpolation=cv2.INTER_AREA)
        return np.ascontiguousarray(picture[..., :3])
    picture = small(picture)[..., :3] * 255
    picture = picture + (rng.random((H, W, 1), np.float32) - 0.5) * 1.5
    return np.clip(picture + 0.5, 0, 255).astype(np.uint8)


def film(slug):
    """Renders a scene."""
    make, seconds, fps, crf, most = SCENES[slug]
    frame, sound = make()
    rng = np.random.default_rng(1)
    rate, out = int((most * 8 - 64 * seconds) / seconds), f"{OUT}/{slug}.mp4"
    os.makedirs(OUT, exist_ok=True)
    with tempfile.TemporaryDirectory() as tmp:
        heard, made, bare = tmp + "/heard.wav", tmp + "/made.mp4", tmp + "/bare.mp4"
        with wave.open(heard, "wb") as f:
            f.setnchannels(2), f.setsampwidth(2), f.setframerate(48000)
            f.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
        pipe = subprocess.Popen(
            ["ffmpeg", "-y", "-v", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{W}x{H}", "-r", str(fps), "-i", "-",
             "-i", heard, "-map", "0:v", "-map", "1:a", "-map_metadata", "-1", "-vf", "scale=out_color_matrix=bt709:out_range=tv",
             "-c:v", "libx264", "-profile:v", "high", "-preset", "medium", "-crf", str(crf), "-g", "60", "-pix_fmt", "yuv420p",
             "-maxrate", f"{rate}k", "-bufsize", f"{rate}k", "-x264-params", "aq-mode=3", "-colorspace", "bt709",
             "-color_primaries", "bt709", "-color_trc", "bt709", "-bsf:v", "filter_units=remove_types=6",
             "-c:a", "aac", "-b:a", "64k", "-ac", "2", "-ar", "48000", "-shortest", "-fflags", "+bitexact", "-flags:v", "+bitexact",
             "-flags:a", "+bitexact", made], stdin=subprocess.PIPE)
        for i in range(round(seconds * fps)):
            pipe.stdin.write(bytes_of(frame(i / fps), rng).tobytes())
        pipe.stdin.close()
        if pipe.wait():
            sys.exit(f"{slug}: ffmpeg failed")
        subprocess.run(["ffmpeg", "-y", "-v", "error", "-i", made, "-map_metadata", "-1", "-c", "copy", "-fflags", "+bitexact",
                        "-movflags", "+faststart", bare], check=True)
        shutil.move(bare, out)
    subprocess.run(["ffmpeg", "-y", "-v", "error", "-ss", "4", "-i", out, "-frames:v", "1", "-vf", "scale=432:-2", "-q:v", "4",
                    "-map_metadata", "-1", f"{OUT}/{slug}.jpg"], check=True)
    print(f"{slug}: {os.path.getsize(out)} bytes", flush=True)


def look(slug):
    """Four pictures of a scene, beside one another."""
    make, seconds, fps, *_ = SCENES[slug]
    frame, _ = make()
    rng = np.random.default_rng(1)
    shots = [bytes_of(frame(round(seconds * fps * k) / fps), rng) for k in (0, 0.33, 0.66, 0.97)]
    os.makedirs(LOOK, exist_ok=True)
    cv2.imwrite(f"{LOOK}/{slug}.png", cv2.cvtColor(np.concatenate(shots, 1), cv2.COLOR_RGB2BGR))


def main():
    """Renders what the arguments name."""
    names = [a for a in sys.argv[1:] if not a.startswith("-")] or list(SCENES)
    for slug in names:
        (look if "--look" in sys.argv else film)(slug)
