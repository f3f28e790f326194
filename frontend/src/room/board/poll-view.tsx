// The poll: the question, and how many chose what.

import { tn } from "../../words.ts";
import type { Poll } from "./votes.ts";

export function PollView({ poll, counts }: { poll: Poll; counts: number[] }) {
  const all = counts.reduce((sum, n) => sum + n, 0);
  const most = Math.max(1, ...counts);
  return (
    <section class="poll-view">
      <h2>{poll.question}</h2>
      <ul>
        {poll.options.map((option, n) => (
          <li key={option}>
            <span>{option}</span>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
              <rect class="track" width="100" height="8" />
              <rect class="fill" width={(100 * (counts[n] ?? 0)) / most} height="8" />
            </svg>
            <strong>{counts[n] ?? 0}</strong>
          </li>
        ))}
      </ul>
      <p class="soft">{tn("{n} vote", "{n} votes", all)}</p>
    </section>
  );
}
