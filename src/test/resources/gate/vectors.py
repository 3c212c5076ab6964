"""Computes vectors.json beside it, independently of the Java classes: products instead of sums of logarithms, exact fractions,
quantiles by bisection. Standard library only:  python3 vectors.py > vectors.json"""
import json, math, random
from fractions import Fraction as F

STAKES = [F(2, 100), F(5, 100), F(1, 10), F(2, 10), F(35, 100), F(55, 100), F(8, 10)]


def sequential(scores, t, alpha, k):
    t = F(t)
    w_for, w_against = [F(1)] * 7, [F(1)] * 7
    verdict = "UNDECIDED"
    looked = 0
    for x in scores:
        lo, hi = (F(0), F(1)) if x is None else (F(str(x)), F(str(x)))
        w_for = [w * (1 + c / t * (lo - t)) for w, c in zip(w_for, STAKES)]
        w_against = [w * (1 + c / (1 - t) * (t - hi)) for w, c in zip(w_against, STAKES)]
        looked += 1
        if sum(w_for) / 7 >= 1 / F(alpha):
            verdict = "PASS"
            break
        if sum(w_against) / 7 >= k / F(alpha):
            verdict = "FAIL"
            break
    return verdict, looked, float(sum(w_for) / 7), float(sum(w_against) / 7)


def bisect(f, lo, hi):
    for _ in range(200):
        mid = (lo + hi) / 2
        if f(mid) > 0:
            lo = mid
        else:
            hi = mid
    return (lo + hi) / 2


def normal_quantile(alpha):
    return bisect(lambda z: 0.5 * math.erfc(z / math.sqrt(2)) - alpha, 0, 40)


def t_tail(x, df):
    # Simpson's rule over the density, substituted u = atan(x / sqrt(df))
    c = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(math.pi)
    a, b, n = math.atan(x / math.sqrt(df)), math.pi / 2, 4000
    h = (b - a) / n
    f = lambda u: math.cos(u) ** (df - 1)
    s = f(a) + f(b) + sum((4 if i % 2 else 2) * f(a + i * h) for i in range(1, n))
    return c * s * h / 3


def t_quantile(alpha, df):
    return bisect(lambda x: t_tail(x, df) - alpha, 0, 1000)


def bound(scores, instead, alpha, side):
    xs = [instead if x is None else x for x in scores]
    n = len(xs)
    m = math.fsum(xs) / n
    if all(x in (0, 1) for x in scores if x is not None):
        z = normal_quantile(alpha)
        return (m + z * z / (2 * n) + side * z * math.sqrt(m * (1 - m) / n + z * z / (4 * n * n))) / (1 + z * z / n)
    v = math.fsum((x - m) ** 2 for x in xs) / (n - 1)
    return m + side * t_quantile(alpha, n - 1) * math.sqrt(v / n)


def fixed(scores, t, pass_alpha, fail_alpha):
    if bound(scores, 0, pass_alpha, -1) > t:
        return "PASS"
    return "FAIL" if bound(scores, 1, fail_alpha, 1) < t else "UNDECIDED"


rng = random.Random(20261127)
vectors = []
for kind in ("yes_no", "spread"):
    for t in (0.5, 0.7, 0.8, 0.9):
        for mean in (t - 0.2, t - 0.05, t, min(0.98, t + 0.1)):
            for failing in (0, 0.05):
                for k in (1, 3):
                    n = rng.choice((2, 7, 30, 120, 400))
                    scores = []
                    for _ in range(n):
                        if rng.random() < failing:
                            scores.append(None)
                        elif kind == "yes_no":
                            scores.append(1.0 if rng.random() < mean else 0.0)
                        else:
                            scores.append(round(rng.betavariate(6 * mean, 6 * (1 - mean)), 3))
                    if len(scores) == 2 and kind == "spread" and scores[0] == scores[1]:
                        continue
                    verdict, looked, w_for, w_against = sequential(scores, str(t), "0.05", k)
                    vectors.append(dict(kind=kind, threshold=t, alpha=0.05, criteria=k, scores=scores, verdict=verdict, looked=looked,
                                        evidence_for=w_for, evidence_against=w_against,
                                        fixed=fixed(scores, t, 0.025, 0.025 / k)))
print(json.dumps(vectors, separators=(",", ":")))
