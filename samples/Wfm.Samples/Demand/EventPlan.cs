using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>Letters and snow: what happens to single queues on single days.</summary>
internal sealed class EventPlan
{
    private readonly CentreProfile _centre;
    private readonly int _seed;
    private readonly CentreCalendar _calendar;
    private readonly Dictionary<(LocalDate Date, string Queue), double> _factors = [];
    private readonly List<TrueEvent> _true = [];
    private readonly List<PlannedEvent> _planned = [];

    public EventPlan(int seed, CentreProfile centre, CentreCalendar calendar, LocalDate from, SchedulePeriod period)
    {
        _seed = seed;
        _centre = centre;
        _calendar = calendar;
        for (LocalDate month = new(from.Year, from.Month, 1); month <= period.LastDay; month = month.PlusMonths(1))
        {
            SendLetterIn(month, from, period);
            LetItSnow(month);
        }

        for (int letter = 0; letter < centre.LettersOfPeriod.Count; letter++)
        {
            (int day, string queue, string name) = centre.LettersOfPeriod[letter];
            SendLetter(new SampleRandom(seed, $"letter/period/{letter + 1}"), period.FirstDay.PlusDays(day), queue, name);
        }

        True = [.. _true.Where(one => one.Date >= from && one.Date <= period.LastDay)
            .OrderBy(one => one.Date).ThenBy(one => one.Queue?.Value, StringComparer.Ordinal)];
        Planned = [.. _planned.OrderBy(one => one.From).ThenBy(one => one.Queue.Value, StringComparer.Ordinal)];
    }

    public IReadOnlyList<TrueEvent> True { get; }

    public IReadOnlyList<PlannedEvent> Planned { get; }

    public double FactorOn(LocalDate date, string queue) => _factors.GetValueOrDefault((date, queue), 1);

    private void SendLetterIn(LocalDate month, LocalDate from, SchedulePeriod period)
    {
        SampleRandom random = new(_seed, $"letter/{month.Year}-{month.Month}");
        LocalDate sent = _calendar.NextOpen(month.PlusDays(random.Below(26)));
        (string queue, string name) = _centre.Letters[random.Below(_centre.Letters.Count)];
        bool inHistory = sent >= from && sent.PlusDays(15) < period.FirstDay.PlusWeeks(-CentreGenerator.WeeksAhead);
        if (random.Chance(0.65) && month.Month != 7 && inHistory)
        {
            SendLetter(random, sent, queue, name);
        }
    }

    // People read the letter the day after it is sent; the calls then ebb away over ten working days.
    private void SendLetter(SampleRandom random, LocalDate sent, string queue, string name)
    {
        double size = random.Uniform(0.4, 1.2), sum = 0;
        LocalDate day = _calendar.NextOpen(sent), first = day, last = day;
        for (int workday = 0; workday <= 10; workday++)
        {
            double shape = workday == 0 ? 0.45 : Math.Exp(-(workday - 1) / 3.2);
            Bend(day, queue, "letter", 1 + (size * shape));
            sum += 1 + (size * shape);
            last = day;
            day = _calendar.NextOpen(day.PlusDays(1));
        }

        _planned.Add(new PlannedEvent(new QueueId(queue), first, last, name, Math.Round(sum / 11 * random.Uniform(0.92, 1.08), 2)));
    }

    private void LetItSnow(LocalDate month)
    {
        if (month.Month is > 3 and < 12)
        {
            return;
        }

        SampleRandom random = new(_seed, $"snow/{month.Year}-{month.Month}");
        int days = CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month);
        for (int day = 0; day < days; day++)
        {
            if (random.Chance(month.Month == 3 ? 0.03 : 0.06))
            {
                int length = 1 + random.Below(3);
                double size = random.Uniform(0.4, 1.0);
                SnowFrom(month.PlusDays(day), length, size);
                day += length;
            }
        }
    }

    private void SnowFrom(LocalDate first, int length, double size)
    {
        foreach (LocalDate date in Enumerable.Range(0, length).Select(first.PlusDays).Where(_calendar.IsOpen))
        {
            foreach (QueueProfile queue in _centre.Profiles.Where(queue => queue.SnowShare > 0))
            {
                Bend(date, queue.Id, "snow", 1 + (size * queue.SnowShare * (date == first ? 1 : 0.7)));
            }
        }
    }

    private void Bend(LocalDate date, string queue, string kind, double factor)
    {
        _factors[(date, queue)] = FactorOn(date, queue) * factor;
        _true.Add(new TrueEvent(date, new QueueId(queue), kind, factor));
    }
}
