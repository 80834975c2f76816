using NodaTime;

namespace Wfm.Exchange;

/// <summary>Makes payroll events from what was published, who was away and which overtime was approved.</summary>
/// <remarks>
/// Overtime within two hours of ordinary time is simple, other overtime qualified (AB, the old §20: to be checked against the agreement in force);
/// the first of a part-timer's week, up to full time, is extra time (mertid). Nobody is told to have worked while away.
/// </remarks>
public static class PayrollEvents
{
    /// <summary>Makes them.</summary>
    /// <param name="basis">What they are made from.</param>
    /// <returns>By person, day and kind.</returns>
    public static IReadOnlyList<PayrollEvent> Of(PayrollBasis basis)
    {
        ArgumentNullException.ThrowIfNull(basis);
        EventMaker make = new(basis);
        IEnumerable<PayrollEvent> all = [.. make.Absences(), .. make.Overtime(), .. make.UnsocialHours(), .. make.HourlyTime()];
        return [.. all.OrderBy(told => told.Agent.Value, StringComparer.Ordinal).ThenBy(told => told.From).ThenBy(told => told.Kind)];
    }

    private sealed class EventMaker
    {
        private const int WorkingDaysPerWeek = 5;
        private static readonly Duration SimpleWithin = Duration.FromHours(2);
        private readonly PayrollBasis _basis;
        private readonly Dictionary<AgentId, Contract> _contracts;
        private readonly ILookup<AgentId, Shift> _shifts;
        private readonly ILookup<AgentId, Interval> _away;

        public EventMaker(PayrollBasis basis)
        {
            _basis = basis;
            _contracts = basis.Agents.ToDictionary(agent => agent.Id, agent => basis.Contracts[agent.Contract]);
            _shifts = basis.Shifts.Where(shift => _contracts.ContainsKey(shift.Agent)).ToLookup(shift => shift.Agent);
            _away = basis.Absences.ToLookup(absence => absence.Agent, absence => new Interval(At(absence.Start), At(absence.End)));
        }

        public IEnumerable<PayrollEvent> Absences()
        {
            foreach (Absence absence in _basis.Absences.Where(absence => _contracts.ContainsKey(absence.Agent)))
            {
                PayrollKind kind = PayrollCodes.KindOf(absence.Category);
                LocalDate? whole = null;
                LocalDate first = LocalDate.Max(absence.Start.Date, _basis.From), last = LocalDate.Min(absence.End.PlusTicks(-1).Date, _basis.To);
                for (LocalDate day = first; day <= last; day = day.PlusDays(1))
                {
                    if (absence.Start <= day.AtMidnight() && absence.End >= day.PlusDays(1).AtMidnight())
                    {
                        whole ??= day;
                        continue;
                    }

                    if (whole is { } from)
                    {
                        yield return new PayrollEvent(absence.Agent, kind, from, day.PlusDays(-1), null);
                        whole = null;
                    }

                    Duration time = AwayOn(absence, day);
                    if (time > Duration.Zero)
                    {
                        yield return new PayrollEvent(absence.Agent, kind, day, day, time);
                    }
                }

                if (whole is { } begun)
                {
                    yield return new PayrollEvent(absence.Agent, kind, begun, last, null);
                }
            }
        }

        public IEnumerable<PayrollEvent> Overtime()
        {
            Dictionary<(AgentId, LocalDate Monday), Duration> extraOfWeek = [];
            foreach ((AgentId agent, Interval span, bool isInLieu) in _basis.Overtime.Where(over => _contracts.ContainsKey(over.Agent)).OrderBy(over => over.Span.Start))
            {
                LocalDate day = span.Start.InZone(_basis.Zone).Date;
                Shift[] beside = [.. _shifts[agent].Where(shift => shift.Span.Start <= span.End && shift.Span.End >= span.Start)];
                Duration planned = Sum(beside.SelectMany(Paid).Select(piece => Overlap(piece, span)));
                Duration all = planned > Duration.Zero ? planned : span.Duration;
                (AgentId, LocalDate) week = (agent, day.PlusDays(1 - (int)day.DayOfWeek));
                Duration before = extraOfWeek.GetValueOrDefault(week), extra = Duration.Min(all, _contracts[agent].ExtraTimePerWeek - before);
                extraOfWeek[week] = before + extra;
                if (!IsTold(day))
                {
                    continue;
                }

                if (extra > Duration.Zero)
                {
                    yield return new PayrollEvent(agent, isInLieu ? PayrollKind.ExtraTimeInLieu : PayrollKind.ExtraTime, day, day, extra);
                    all -= extra;
                }

                // Ordinary time that ends where it begins, or begins where it ends.
                int sides = (beside.Any(shift => shift.Span.Start < span.Start) ? 1 : 0) + (beside.Any(shift => shift.Span.End > span.End) ? 1 : 0);
                Duration simple = Duration.Min(all, SimpleWithin * sides);
                if (simple > Duration.Zero)
                {
                    yield return new PayrollEvent(agent, isInLieu ? PayrollKind.OvertimeSimpleInLieu : PayrollKind.OvertimeSimple, day, day, simple);
                }

                if (all > simple)
                {
                    yield return new PayrollEvent(agent, isInLieu ? PayrollKind.OvertimeQualifiedInLieu : PayrollKind.OvertimeQualified, day, day, all - simple);
                }
            }
        }

        public IEnumerable<PayrollEvent> UnsocialHours()
        {
            UnsocialClock clock = new(_basis.Zone, _basis.Calendar.Between(_basis.From.PlusDays(-3), _basis.To.PlusDays(3)), _basis.Rules);
            var days =
                from shift in _shifts.SelectMany(own => own)
                from piece in Worked(shift)
                from cut in clock.Cut(piece)
                where IsTold(cut.Day)
                group cut.Time by (shift.Agent, cut.Day, cut.Kind) into day
                select (day.Key.Agent, day.Key.Day, Kind: PayrollCodes.KindOf(day.Key.Kind), Time: Sum(day));
            return _basis.RoundUnsocialUpTo is not { } step
                ? days.Select(day => new PayrollEvent(day.Agent, day.Kind, day.Day, day.Day, day.Time))
                : from day in days
                  group day.Time by (day.Agent, day.Kind, Last: LocalDate.Min(DateAdjusters.EndOfMonth(day.Day), _basis.To)) into month
                  select new PayrollEvent(month.Key.Agent, month.Key.Kind, month.Key.Last, month.Key.Last, step * Math.Ceiling(Sum(month) / step));
        }

        public IEnumerable<PayrollEvent> HourlyTime() =>
            from shift in _shifts.SelectMany(own => own)
            where _contracts[shift.Agent].Rules.IsCalledIn && IsTold(shift.Date)
            let time = Sum(Worked(shift).Select(piece => piece.Duration))
            where time > Duration.Zero
            select new PayrollEvent(shift.Agent, PayrollKind.HourlyTime, shift.Date, shift.Date, time);

        // Where nothing was planned, away for a part of the day is an ordinary day at most.
        private Duration AwayOn(Absence absence, LocalDate day)
        {
            Interval window = new(At(LocalDateTime.Max(absence.Start, day.AtMidnight())), At(LocalDateTime.Min(absence.End, day.PlusDays(1).AtMidnight())));
            Shift[] planned = [.. _shifts[absence.Agent].Where(shift => shift.Date == day)];
            return planned.Length > 0
                ? Sum(planned.SelectMany(Paid).Select(piece => Overlap(piece, window)))
                : Duration.Min(window.Duration, _contracts[absence.Agent].HoursPerWeek / WorkingDaysPerWeek);
        }

        private IEnumerable<Interval> Worked(Shift shift)
        {
            IEnumerable<Interval> pieces = shift.Activities.Where(piece => piece.Kind is not (ActivityKind.Lunch or ActivityKind.Absence)).Select(piece => piece.Span);
            return _away[shift.Agent].Aggregate(pieces, (left, away) => left.SelectMany(piece => Without(piece, away)));
        }

        private bool IsTold(LocalDate day) => day >= _basis.From && day <= _basis.To;

        private Instant At(LocalDateTime time) => _basis.Zone.ResolveLocal(time, WallClock.Earliest).ToInstant();

        private static IEnumerable<Interval> Paid(Shift shift) => shift.Activities.Where(piece => piece.Kind != ActivityKind.Lunch).Select(piece => piece.Span);

        private static IEnumerable<Interval> Without(Interval piece, Interval away)
        {
            if (piece.Start < away.Start)
            {
                yield return new Interval(piece.Start, Instant.Min(piece.End, away.Start));
            }

            if (piece.End > away.End)
            {
                yield return new Interval(Instant.Max(piece.Start, away.End), piece.End);
            }
        }

        private static Duration Overlap(Interval one, Interval other)
        {
            Duration time = Instant.Min(one.End, other.End) - Instant.Max(one.Start, other.Start);
            return Duration.Max(time, Duration.Zero);
        }

        private static Duration Sum(IEnumerable<Duration> times) => times.Aggregate(Duration.Zero, (sum, time) => sum + time);
    }
}
