import { useEffect, useState } from 'preact/hooks';
import type { ShiftInfo } from '../../api/types';
import { zone } from '../../app/session';
import { clockAt, daysBetween } from '../../time/zone';
import { length, longDay, span, time } from '../../words/show';
import { t } from '../../words/words';
import { looks } from '../activities';

/** What one does now, what comes next, and how long until then. */
export function NextChange({ shifts }: { readonly shifts: readonly ShiftInfo[] }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 20_000);
    return () => window.clearInterval(timer);
  }, []);
  const shift = shifts.find(one => Date.parse(one.end) > now);
  if (!shift) return <p class="card next">{t('my.nothingNext')}</p>;
  const index = shift.activities.findIndex(piece => Date.parse(piece.start) <= now && now < Date.parse(piece.end));
  if (index < 0) {
    const days = daysBetween(clockAt(now, zone.value).date, shift.date);
    return (
      <p class="card next">
        <small>{t('my.nextShift')}</small>
        <strong>{longDay(shift.date)} {span(shift.start, shift.end)}</strong>
        <span>{days > 1 ? t('my.inDays', { n: days }) : t('my.in', { length: length(Date.parse(shift.start) - now) })}</span>
      </p>
    );
  }
  const piece = shift.activities[index]!;
  const after = shift.activities[index + 1];
  const lent = shift.lent.find(loan => Date.parse(loan.start) <= now && now < Date.parse(loan.end));
  return (
    <p class="card next">
      <small>{t('my.now')}</small>
      <strong>{looks.value[piece.kind].name} {t('my.until', { time: time(piece.end) })}</strong>
      {lent && <span>{t('my.lentUntil', { time: time(lent.end), queues: lent.queues })}</span>}
      <span>{t('my.then', { what: after ? looks.value[after.kind].name : t('my.home'), length: length(Date.parse(piece.end) - now) })}</span>
    </p>
  );
}
