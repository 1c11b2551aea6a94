"""Music: falling notes on a piano, a drum machine, a wave of pendulums, marbles on a glockenspiel."""

import numpy as np
import skia

import sound as s
from reel import H, W, bloom, curve, fade, fill, glow, line, main, mix, painted, ramp, rgb, scene, shape, small


def parts(score):
    """'C5:1 D5:.5' as (beat, note, length)."""
    names = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
    out, at = [], 0.0
    for word in score.split():
        name, _, length = word.partition(":")
        long = float(length or 1)
        if name != "-":
            for one in name.split("+"):
                sharp = one.count("#") - one.count("b")
                out.append((at, 12 * (int(one[-1]) + 1) + names[one[0]] + sharp, long))
        at += long
    return out


@scene("falling-notes", 13, 30)
def falling_notes():
    """A small nocturne falls on the keys."""
    right = parts("E5:.5 G5:.5 C6 B5:.5 G5:.5 E5 D5:.5 F5:.5 A5 G5:.5 F5:.5 D5 C5:.5 E5:.5 A5 G5:.5 E5:.5 C5 B4:.5 D5:.5 G5 F5:.5 D5:.5 B4 "
                  "E5:.5 G5:.5 C6+E6 B5:.5 G5:.5 E5+G5 D5:.5 F5:.5 A5+D6 C6:.5 A5:.5 F5 G5:.5 B5:.5 D6 C6+E6+G6:2")
    left = parts("C3:.5 G3:.5 E4:.5 G3:.5 C3:.5 G3:.5 E4:.5 G3:.5 D3:.5 A3:.5 F4:.5 A3:.5 D3:.5 A3:.5 F4:.5 A3:.5 A2:.5 E3:.5 C4:.5 E3:.5 A2:.5 E3:.5 C4:.5 E3:.5 "
                 "G2:.5 D3:.5 B3:.5 D3:.5 G2:.5 D3:.5 B3:.5 F3:.5 C3:.5 G3:.5 E4:.5 G3:.5 C3:.5 G3:.5 E4:.5 G3:.5 F2:.5 C3:.5 A3:.5 C3:.5 F2:.5 C3:.5 A3:.5 C3:.5 "
                 "G2:.5 D3:.5 B3:.5 D3:.5 C3+G3+C4:2")
    beat, lead = 0.435, 0.15
    notes = [(b * beat + lead, n, ln * beat, 0) for b, n, ln in right] + [(b * beat + lead, n, ln * beat, 1) for b, n, ln in left]
    whites = [n for n in range(40, 93) if n % 12 in (0, 2, 4, 5, 7, 9, 11)]
    width = W / len(whites)
    black = lambda n: n % 12 in (1, 3, 6, 8, 10)

    def place(n):
        if black(n):
            return (whites.index(n - 1) + 1) * width - width * 0.3, width * 0.6
        n = min(max(n, whites[0]), whites[-1])
        return whites.index(n) * width, width

    floor, speed = 770, 175
    tints = (("#5ef1c2", "#1aa88a"), ("#b08bff", "#6a3fd0"))

    def frame(t):
        live = {}
        for at, n, ln, hand in notes:
            if at <= t < at + ln * 0.93:
                live[max(n, 40)] = (hand, t - at)

        def draw(c):
            c.drawRect(skia.Rect(0, 0, W, H), fade((0, 0), (0, floor), ["#0e1022", "#1a1538", "#34205c"]))
            for i, n in enumerate(whites):
                if n % 12 in (0, 5):
                    c.drawLine(i * width, 0, i * width, floor, line("#ffffff", 0.8, 0.09))
            for at, n, ln, hand in notes:
                bottom = floor - (at - t) * speed
                top = bottom - ln * speed * 0.95
                if bottom < 0 or top > floor:
                    continue
                x, w = place(max(n, 40))
                x, w = (x - 3, w + 6)
                lit = at <= t
                r = skia.Rect(x + 1, max(top, -20), x + w - 1, min(bottom, floor))
                light, deep = tints[hand]
                c.drawRoundRect(r, 6, 6, fade((0, top), (0, bottom), ["#ffffff" if lit else light, light if lit else deep]))
                c.drawRoundRect(r, 6, 6, line("#ffffff", 1.2, 0.5))
            for n, (hand, age) in live.items():
                x, w = place(n)
                m = x + w / 2
                c.drawCircle(m, floor, 74, glow(m, floor, 74, [tints[hand][0], tints[hand][0]], [0.75 * np.exp(-age * 2.2), 0], True))
                for k in range(7):
                    a = -np.pi / 2 + (k - 3) * 0.32
                    d = 20 + 130 * age
                    c.drawCircle(m + d * np.cos(a) * 0.8, floor + d * np.sin(a) + 90 * age * age, max(0.1, 3 - 3 * age), fill("#ffffff", max(0, 0.95 - age * 1.4)))
            c.drawRect(skia.Rect(0, floor, W, H), fill("#15122a"))
            for i, n in enumerate(whites):
                on = live.get(n)
                sink = 5 if on else 0
                r = skia.Rect(i * width + 0.8, floor + 5, (i + 1) * width - 0.8, H - 34 + sink)
                c.drawRoundRect(r, 4, 4, fade((0, floor), (0, H), [tints[on[0]][0], "#ffffff"] if on else ["#d9d7e6", "#fbfaff"]))
            for n in range(40, 93):
                if black(n):
                    x, w = place(n)
                    on = live.get(n)
                    c.drawRoundRect(skia.Rect(x, floor + 5, x + w, floor + 104), 3, 3, fill(tints[on[0]][1] if on else "#1a1730"))
            c.drawRect(skia.Rect(0, floor - 2, W, floor + 4), fill("#ff5f8a"))

        return np.clip(bloom(small(painted(draw))[..., :3], 0.25, 11, 0.45), 0, 1)

    tape = s.Tape(13)
    for at, n, ln, hand in notes:
        tape.put(s.keys(n, 3.0), at, 0.32 if hand == 0 else 0.2, (n - 66) / 40)
    tape.hall(2.2, 0.3)
    return frame, tape.done(1.2)


@scene("drum-machine", 11, 30)
def drum_machine():
    """Sixteen steps, six voices: a beat is put together row by row."""
    cols = ["#ff5a3c", "#ffb400", "#2bb673", "#1f8fe0", "#8a5bd6", "#f0569a"]
    rows = ["x.....x.x.x.....", "....x.......x..x", "x.x.x.x.x.xxx.x.", "..x...x...x...x.", "x..x..x.x..x.x..", "x...x..x..x.x.x."]
    step = 60 / 104 / 4
    shown = lambda r, t: t >= [-1, -1, 1.15, 2.3, 3.46, 4.6][r]
    bass = [36, 36, 36, 39, 36, 36, 43, 41]
    lead = [72, 75, 77, 79, 82, 79, 77, 75]

    def pads(t):
        at = int(t / step)
        return at % 16, t / step - at

    def frame(t):
        now, f = pads(t)

        def draw(c):
            c.drawRect(skia.Rect(0, 0, W, H), fade((0, 0), (0, H), ["#ffd9a8", "#ffb38a"]))
            for k in range(9):
                c.drawCircle(270, 480, 700 - k * 78 + 18 * np.exp(-f * 3) * (rows[0][now] == "x"), fill("#ffffff" if k % 2 else "#ff9f73", 0.10))
            c.drawRoundRect(skia.Rect(18, 66, 522, 910), 40, 40, fill("#8c4a2f", 0.45, 16))
            c.drawRoundRect(skia.Rect(18, 56, 522, 900), 40, 40, fade((0, 56), (0, 900), ["#fbf7ef", "#e5ddd0"])), c.drawRoundRect(skia.Rect(18, 56, 522, 900), 40, 40, line("#ffffff", 3))
            c.drawRoundRect(skia.Rect(46, 84, 494, 214), 18, 18, fill("#20242c"))
            pts = []
            for i in range(0, 113):
                hit = sum(np.exp(-((t / step - k) % 16) * 0.55) * (rows[r][k] == "x") * shown(r, t) * (1.6 if r == 0 else 0.6) for r in (0, 1, 4) for k in range(16) if (t / step - k) % 16 < 6)
                pts.append((60 + i * 3.75, 149 + (8 + 26 * min(1.6, hit)) * np.sin(i * 0.33 + t * 9) * np.sin(np.pi * i / 112) * np.cos(i * 0.11 - t * 4)))
            c.drawPath(curve(pts), line("#7dffb2", 3.2)), c.drawPath(curve(pts), line("#7dffb2", 9, 0.25))
            for r in range(6):
                x, y = 82 + r * 75, 264
                turn = -2.3 + 4.6 * (0.35 + 0.3 * np.sin(t * (0.5 + 0.13 * r) + r * 2)) * (1 if shown(r, t) else 0.15)
                c.drawCircle(x + 2, y + 6, 27, fill("#6b5a48", 0.35, 4)), c.drawCircle(x, y, 27, fill("#2d323c")), c.drawCircle(x, y, 19, fill(cols[r]))
                c.drawLine(x + 6 * np.sin(turn), y - 6 * np.cos(turn), x + 18 * np.sin(turn), y - 18 * np.cos(turn), line("#ffffff", 4))
            for r in range(6):
                for k in range(16):
                    x, y = 46 + k * 28.2, 322 + r * 50
                    on = rows[r][k] == "x" and shown(r, t)
                    here = k == now
                    tone = rgb(cols[r]) if on else rgb("#cfc6b8")
                    if here:
                        tone = mix(tone, rgb("#ffffff"), (0.75 if on else 0.45) * (1 - 0.6 * f))
                    grow = 3.2 * np.exp(-f * 3) if on and here else 0
                    box = skia.Rect(x - grow, y - grow, x + 24.5 + grow, y + 40 + grow)
                    c.drawRoundRect(skia.Rect(x, y + 3, x + 24.5, y + 43), 6, 6, fill("#9a8d7c", 0.6)), c.drawRoundRect(box, 6, 6, fill(tone))
                    if on and here:
                        c.drawRoundRect(box, 8, 8, fill(cols[r], 0.5, 8))
            for k in range(8):
                x, y = 46 + (k % 4) * 113.5, 656 + (k // 4) * 112
                beat = ((t / step) % 16) // 2
                hot = np.exp(-f * 2 - (now % 2)) if beat == k else 0
                tone = mix(rgb(cols[k % 6]), rgb("#ffffff"), 0.55 * hot)
                c.drawRoundRect(skia.Rect(x, y + 7, x + 106, y + 107), 18, 18, fill(mix(rgb(cols[k % 6]), rgb("#30201a"), 0.45)))
                c.drawRoundRect(skia.Rect(x, y + 7 * hot, x + 106, y + 98 + 7 * hot), 18, 18, fade((0, y), (0, y + 98), [np.clip(tone * 1.12, 0, 1), tone * 0.94]))
                c.drawRoundRect(skia.Rect(x + 12, y + 10 + 7 * hot, x + 94, y + 26 + 7 * hot), 8, 8, fill("#ffffff", 0.22 + 0.5 * hot))

        return painted(draw)

    tape = s.Tape(11)
    clap = s.shut(s.hiss(0.2, 900, 4500, 15) * np.exp(-s.span(0.2) * 22))
    for i in range(int(11 / step)):
        t, k = i * step, i % 16
        swing = 0.02 if i % 2 else 0
        for r, row in enumerate(rows):
            if row[k] == "x" and shown(r, t + 1e-6):
                if r == 0:
                    tape.put(s.kick(), t, 0.9)
                elif r == 1:
                    tape.put(s.snare(), t, 0.55), tape.put(clap, t, 0.3, 0.2)
                elif r == 2:
                    tape.put(s.hat(k == 12), t + swing, 0.28, 0.35)
                elif r == 3:
                    tape.put(s.wood(84 if k % 4 else 79, 0.2), t + swing, 0.25, -0.5)
                elif r == 4:
                    tape.put(s.pluck(bass[i // 4 % 8], 0.5, 0.35), t, 0.65)
                else:
                    tape.put(s.bell(lead[(i // 2) % 8] - 12 * (i % 3 == 0), 0.9), t + swing, 0.11, 0.5 * np.sin(i))
    tape.hall(1.0, 0.1)
    return frame, tape.done(0.4)


@scene("pendulum-wave", 13, 24)
def pendulum_wave():
    """Fifteen pendulums, each a little slower than the next, and a chime for every crossing."""
    n, cycle = 15, 13.0
    rates = [(10 + k) / cycle for k in range(n)]
    tints = ["#ef476f", "#f78c6b", "#ffd166", "#83d483", "#06d6a0", "#0cb0a9", "#118ab2", "#5a6fd8", "#9b5de5"]
    off = 3.25

    def spot(k, t):
        high = 190 + 38 * (n - 1 - k)
        a = 0.62 * np.cos(2 * np.pi * rates[k] * (t + off))
        return 270 + high * 0.52 * np.sin(a) / 0.55 * (0.62 + 0.02 * k), 120 + high * np.cos(a * 0.75)

    def frame(t):
        def draw(c):
            c.drawRect(skia.Rect(0, 0, W, H), fade((0, 0), (0, H), ["#fdf6ec", "#f6e1d3", "#e8c9c4"]))
            c.drawCircle(270, 470, 330, glow(270, 470, 330, ["#ffffff", "#ffffff"], [0.8, 0]))
            c.drawLine(270, 128, 270, 900, line("#b98d84", 1.3, 0.35))
            for k in range(n - 1, -1, -1):
                x, y = spot(k, t)
                r = 15 + 0.9 * (n - k)
                c.drawOval(skia.Rect(x - r, 884 - r * 0.22 + k, x + r, 884 + r * 0.22 + k), fill("#7a4a4a", 0.20, 4))
            for k in range(n - 1, -1, -1):
                for m in range(9, 0, -1):
                    x, y = spot(k, t - m * 0.026)
                    c.drawCircle(x, y, (15 + 0.9 * (n - k)) * (1 - m * 0.06), fill(ramp(tints, k / (n - 1)), 0.11))
            for k in range(n):
                x, y = spot(k, t)
                c.drawLine(270, 112, x, y, line("#5b4a57", 1.2, 0.55))
            for k in range(n):
                x, y = spot(k, t)
                r, tone = 15 + 0.9 * (n - k), ramp(tints, k / (n - 1))
                near = np.exp(-((x - 270) / 16) ** 2)
                if near > 0.05:
                    c.drawCircle(x, y, r * (1.2 + 0.9 * near), line(tone, 3, 0.6 * near))
                c.drawCircle(x, y, r, glow(x - r * 0.35, y - r * 0.4, r * 1.5, [mix(tone, rgb("#ffffff"), 0.7), tone, tone * 0.66], [1, 1, 1], at=[0, 0.45, 1]))
            c.drawRoundRect(skia.Rect(150, 86, 390, 116), 15, 15, fade((0, 86), (0, 116), ["#7a5a48", "#49322a"])), c.drawRoundRect(skia.Rect(160, 90, 380, 96), 3, 3, fill("#ffffff", 0.22))

        return painted(draw)

    tape = s.Tape(13)
    scale = [57, 60, 62, 64, 67, 69, 72, 74, 76, 79, 81, 84, 86, 88, 91]
    for k in range(n):
        q = np.arange(0, 60)
        for at in (q / 2 + 0.25) / rates[k] - off:
            if 0 <= at < 12.6:
                tape.put(s.wood(scale[k], 0.9), at, 0.2, 0.8 * (k / 7 - 1)), tape.put(s.bell(scale[k], 1.6), at, 0.035, 0.8 * (k / 7 - 1))
    tape.chords([(45, 52, 60), (41, 53, 57), (48, 55, 60), (43, 50, 59)], 3.25, 0.03)
    tape.hall(2.2, 0.3)
    return frame, tape.done()


@scene("marble-chimes", 11, 30)
def marble_chimes():
    """Marbles fall on bars and jump on: each bar has its tone."""
    bars = [(92, 430, "#ff595e"), (168, 520, "#ff924c"), (246, 602, "#ffca3a"), (326, 676, "#8ac926"), (404, 742, "#1fb6a6"), (472, 800, "#4267ac")]
    notes = [(76, 72, 69, 67, 64, 60), (77, 74, 72, 69, 65, 62), (79, 76, 72, 71, 67, 64), (81, 77, 74, 72, 69, 65)]
    hop, gap = 0.42, 0.63
    marbles = []
    count = 24
    tones = ["#f94144", "#f8f9fa", "#277da1", "#f9c74f", "#43aa8b", "#b56bd6"]
    for k in range(count):
        marbles.append((-3.4 + k * gap, tones[k % 6], notes[k // 2 % 4]))

    def way(age):
        """Where a marble is: down the pipe, from bar to bar, into the cup."""
        fall = 0.5
        if age < fall:
            k = age / fall
            return 92 - 26 * (1 - k), 150 + (bars[0][1] - 16 - 150) * k * k, None
        i = int((age - fall) / hop)
        k = (age - fall) / hop - i
        if i < 5:
            a, b = bars[i], bars[i + 1]
            g = 420.0
            y0, y1 = a[1] - 16, b[1] - 16
            up = (y1 - y0) - g
            return a[0] + (b[0] - a[0]) * k, y0 + up * k + g * k * k, (i, k)
        k = (age - fall - 5 * hop) / hop
        return 472 + 96 * k, bars[5][1] - 16 - 260 * k + 420 * k * k, (5, k)

    def bar(c, i, hit):
        x, y, tint = bars[i]
        w = 50 - 3 * (5 - i) * 0.6
        c.save(), c.translate(x, y + 7 * hit), c.rotate(8)
        c.drawRoundRect(skia.Rect(-w + 4, 6, w + 4, 30), 9, 9, fill("#3d2c4a", 0.35, 5))
        c.drawRoundRect(skia.Rect(-w, 0, w, 20), 9, 9, fill(mix(rgb(tint), rgb("#2b1b3a"), 0.35))), c.drawRoundRect(skia.Rect(-w, -4, w, 14), 9, 9, fill(mix(rgb(tint), rgb("#ffffff"), 0.6 * hit)))
        c.drawRoundRect(skia.Rect(-w + 8, -1, w - 8, 3), 2, 2, fill("#ffffff", 0.5))
        for q in (-0.72, 0.72):
            c.drawCircle(w * q, 5, 3.6, fill("#fff4d8")), c.drawCircle(w * q, 5, 1.8, fill("#5c4a63"))
        c.restore()

    def frame(t):
        hits = [0.0] * 6
        for born, _, _ in marbles:
            for i in range(6):
                age = t - born - 0.5 - i * hop
                if age >= 0:
                    hits[i] = max(hits[i], np.exp(-age * 9))

        def draw(c):
            c.drawRect(skia.Rect(0, 0, W, H), fade((0, 0), (W, H), ["#bfe9e4", "#a5d8e6", "#c9c3ee"]))
            for k in range(11):
                for m in range(19):
                    c.drawCircle(k * 54 + 27 * (m % 2), m * 54 + 10, 3.2, fill("#ffffff", 0.4))
            c.drawPath(curve([(-20, 60), (40, 64), (56, 96), (64, 150)]), line("#6d5a7e", 46)), c.drawPath(curve([(-20, 60), (40, 64), (56, 96), (64, 150)]), line("#9c86b0", 34)), c.drawPath(curve([(-20, 52), (44, 56), (64, 96), (70, 146)]), line("#cdbcdc", 6, 0.8))
            c.drawRoundRect(skia.Rect(32, 142, 98, 164), 8, 8, fill("#54436a"))
            c.drawPath(shape([(40, 560), (74, 540), (500, 880), (500, 930), (460, 930)]), fill("#e8d2b0")), c.drawLine(60, 548, 500, 890, line("#c49a6c", 10))
            for i, (x, y, tint) in enumerate(bars):
                c.drawLine(x, y + 16, x - 4, y + 110, line("#c49a6c", 9)), c.drawLine(x, y + 16, x - 4, y + 110, line("#e8cfa6", 3))
            for i in range(6):
                x, y, tint = bars[i]
                if hits[i] > 0.03:
                    c.drawCircle(x, y - 6, 46 + 60 * (1 - hits[i]), line(tint, 4 * hits[i] + 0.5, 0.9 * hits[i]))
                    for k in range(7):
                        a = -np.pi * (0.1 + 0.8 * k / 6)
                        d = 30 + 70 * (1 - hits[i])
                        c.drawCircle(x + d * np.cos(a), y + d * np.sin(a), 4 * hits[i], fill("#ffffff", 0.9))
                bar(c, i, hits[i])
            for born, tone, _ in marbles:
                age = t - born
                if not 0 <= age < 0.5 + 6 * hop:
                    continue
                for m in range(7, 0, -1):
                    if age - m * 0.014 > 0:
                        x, y, _ = way(age - m * 0.014)
                        c.drawCircle(x, y, 15 - m, fill(tone, 0.12))
                x, y, _ = way(age)
                c.drawCircle(x, y, 16, glow(x - 5, y - 6, 25, [mix(rgb(tone), rgb("#ffffff"), 0.75), tone, rgb(tone) * 0.55], [1, 1, 1], at=[0, 0.45, 1])), c.drawCircle(x - 5, y - 6, 3.4, fill("#ffffff", 0.9))
            cup(c, 500, 905)
            c.drawRoundRect(skia.Rect(170, 96, 500, 330), 26, 26, fill("#ffffff", 0.55))
            for k in range(5):
                c.drawLine(190, 150 + k * 30, 480, 150 + k * 30, line("#54436a", 1.8, 0.7))
            for born, tone, tune in marbles:
                for i in range(6):
                    age = t - born - 0.5 - i * hop
                    x = 480 - 90 * age
                    if age >= 0 and x > 190:
                        y = 270 - (tune[i] - 60) * 5.6
                        show = min(1, (x - 190) / 40)
                        c.drawOval(skia.Rect(x - 10, y - 7.5, x + 10, y + 7.5), fill(bars[i][2], show)), c.drawLine(x + 9, y, x + 9, y - 34, line(bars[i][2], 2.6, show))

        return painted(draw)

    def cup(c, x, y):
        c.drawPath(shape([(x - 26, y - 30), (x + 60, y - 30), (x + 60, y + 70), (x - 10, y + 70)]), fade((x - 26, 0), (x + 60, 0), ["#ff8fab", "#d65a82"])), c.drawRoundRect(skia.Rect(x - 32, y - 38, x + 70, y - 24), 7, 7, fill("#ffb3c6"))

    tape = s.Tape(11)
    for born, _, tune in marbles:
        for i in range(6):
            at = born + 0.5 + i * hop
            tape.put(s.bell(tune[i] + 12, 2.2), at, 0.16, i * 0.3 - 0.75), tape.put(s.wood(tune[i], 0.6), at, 0.14, i * 0.3 - 0.75)
    tape.chords([(48, 55, 60), (50, 57, 62), (52, 55, 60), (53, 57, 60)], 2.75, 0.03)
    tape.hall(1.8, 0.25)
    return frame, tape.done()


if __name__ == "__main__":
    main()
