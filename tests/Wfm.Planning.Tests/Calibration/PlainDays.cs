using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;

namespace Wfm.Planning.Tests.Calibration;

/// <summary>Days of one queue with as many agents all day, call by call, first come, first served: the plain recursion over when each agent is free.</summary>
/// <param name="Agents">Agents, all day.</param>
/// <param name="Days">Weekdays in a row from a Monday.</param>
/// <param name="Seed">Of calls, patience and handle times.</param>
internal sealed record PlainDays(int Agents, int Days, int Seed)
{
    public const int Quarters = 36;
    public const double CallsPerQuarter = 10;
    public const double HandleSeconds = 240;
    public const double PatienceSeconds = 150;
    public const double ThresholdSeconds = 30;
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    public static QueueTarget Target { get; } = new(
        new ServiceLevelTarget(0.8, Duration.FromSeconds(ThresholdSeconds)), null, null, StaffingModel.ErlangA, Duration.FromSeconds(PatienceSeconds), Shrinkage.None);

    public CallSeries Calls(string queue = "första", bool tellsInTime = true)
    {
        Random random = new(Seed);
        List<CallInterval> intervals = [];
        for (int day = 0; day < Days; day++)
        {
            double[] free = new double[Agents];
            int[] offered = new int[Quarters], lost = new int[Quarters], inTime = new int[Quarters];
            double[] waited = new double[Quarters], handled = new double[Quarters];
            for (double at = Exponential(random, 900 / CallsPerQuarter); at < Quarters * 900; at += Exponential(random, 900 / CallsPerQuarter))
            {
                int quarter = (int)(at / 900), agent = Array.IndexOf(free, free.Min());
                double wait = Math.Max(0, free[agent] - at), patience = Exponential(random, PatienceSeconds), handle = Exponential(random, HandleSeconds);
                offered[quarter]++;
                waited[quarter] += Math.Min(wait, patience);
                if (patience < wait)
                {
                    lost[quarter]++;
                    continue;
                }

                free[agent] = at + wait + handle;
                handled[quarter] += handle;
                inTime[quarter] += wait <= ThresholdSeconds ? 1 : 0;
            }

            intervals.AddRange(Enumerable.Range(0, Quarters).Select(at => new CallInterval(
                Opens(day) + (Quarter * at), Quarter, offered[at], offered[at] - lost[at], lost[at], tellsInTime ? inTime[at] : null, handled[at], waited[at])));
        }

        return new CallSeries(new QueueId(queue), SmallHouse.Stockholm, Quarter, intervals);
    }

    public IReadOnlyList<StaffedInterval> Staffing(double agents, string queue = "första") =>
    [
        .. from day in Enumerable.Range(0, Days)
           from quarter in Enumerable.Range(0, Quarters)
           select new StaffedInterval([(new QueueId(queue), 1)], Opens(day) + (Quarter * quarter), agents),
    ];

    private static Instant Opens(int day) =>
        (SmallHouse.Monday.PlusDays((day / 5 * 7) + (day % 5)) + new LocalTime(8, 0)).InZoneStrictly(SmallHouse.Stockholm).ToInstant();

    private static double Exponential(Random random, double mean) => -mean * Math.Log(1 - random.NextDouble());
}
