// Past weeks as bars.

const HEIGHT = 40;

export function HistoryBars({ counts }: { counts: number[] }) {
  const most = Math.max(1, ...counts);
  return (
    <svg class="history-bars" viewBox={`0 0 ${counts.length} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {counts.map((count, n) => {
        const height = Math.max(0.5, (count / most) * HEIGHT);
        return <rect key={n} x={n + 0.1} y={HEIGHT - height} width={0.8} height={height} />;
      })}
    </svg>
  );
}
