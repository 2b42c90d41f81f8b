"""One worker: asks our whole search for some seconds, and prints how many questions it answered.

python -m benchmarks.scale.working SECONDS SEED START    (START: a moment of the clock at which all begin)
"""

import sys
import time

from benchmarks.scale import asking
from directory.visibility import VISITOR

QUESTIONS = 130


def main() -> None:
    seconds, seed, start = float(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    questions = asking.Questions(seed=seed).some(QUESTIONS)
    who = asking.audience_for(asking.User.objects.get(username=asking.LOGIN))
    for _, question in questions[:5]:
        asking.whole(question, who)
    time.sleep(max(0.0, start - time.time()))
    answered, until = 0, time.time() + seconds
    while time.time() < until:
        asking.whole(questions[answered % QUESTIONS][1], (who, who, VISITOR)[answered % 3])
        answered += 1
    print(answered)


if __name__ == "__main__":
    main()
