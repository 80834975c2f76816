namespace Wfm.PlanQuality.Periods;

/// <summary>How load lies over a day and a week in the generated family; measured on the supplied centres.</summary>
/// <param name="Opens">Opening time.</param>
/// <param name="Day">Load of each quarter, 1 on average.</param>
/// <param name="Week">Load of each weekday, 1 on average.</param>
internal sealed record LoadShape(string Opens, double[] Day, double[] Week)
{
    private const double LeastRequired = 0.6;

    /// <summary>Share of the load each queue has.</summary>
    public static readonly double[] Queues = [0.245, 0.165, 0.215, 0.19, 0.185];

    private static readonly double[] SevenToFive =
    [
        0.433, 0.47, 0.697, 0.795, 0.919, 1.063, 1.214, 1.368, 1.484, 1.57, 1.588, 1.555, 1.471, 1.342, 1.196, 1.054,
        0.93, 0.841, 0.8, 0.804, 0.855, 0.947, 1.06, 1.176, 1.283, 1.353, 1.376, 1.344, 1.258, 1.14, 1.015, 0.883,
        0.772, 0.679, 0.613, 0.57, 0.539, 0.523, 0.514, 0.509,
    ];

    private static readonly double[] SixToTen =
    [
        0.416, 0.42, 0.428, 0.443, 0.469, 0.508, 0.565, 0.644, 1.239, 1.433, 1.643, 1.844, 2.009, 2.112, 2.15, 2.101,
        1.985, 1.811, 1.615, 1.421, 1.257, 1.139, 1.084, 1.087, 1.153, 1.276, 1.429, 1.589, 1.734, 1.833, 1.854, 1.813,
        1.698, 1.547, 1.367, 1.194, 1.041, 0.919, 0.828, 0.766, 0.727, 0.706, 0.695, 0.689, 0.685, 0.683, 0.681, 0.684,
        0.411, 0.411, 0.412, 0.412, 0.411, 0.411, 0.411, 0.412, 0.412, 0.413, 0.411, 0.411, 0.412, 0.411, 0.411, 0.411,
    ];

    public static LoadShape Of(int daysPerWeek) => daysPerWeek == 7
        ? new LoadShape("06:00", SixToTen, [1.28, 1.18, 1.12, 1.12, 1.07, 0.67, 0.56])
        : new LoadShape("07:00", SevenToFive, [1.155, 1.03, 0.98, 0.965, 0.87]);

    /// <summary>Requirements by day, slot and queue that add up to <paramref name="total"/>, with noise by week, day, queue and slot.</summary>
    public double[][][] Draw(Random random, int weeks, double total)
    {
        double[][][] drawn = new double[weeks * Week.Length][][];
        double week = 0;
        for (int day = 0; day < drawn.Length; day++)
        {
            week = day % Week.Length == 0 ? Around(random, 0.08) : week;
            double[] queues = [.. Queues.Select(share => share * (1 + week) * Week[day % Week.Length] * (1 + Around(random, 0.06)))];
            drawn[day] = [.. Day.Select(slot => (double[])[.. queues.Select(queue => slot * queue * (1 + Around(random, 0.05)))])];
        }

        double scale = total / drawn.Sum(day => day.Sum(slot => slot.Sum()));
        return [.. drawn.Select(day => (double[][])[.. day.Select(slot => (double[])[.. slot.Select(load => Math.Round(Math.Max(LeastRequired, load * scale), 4))])])];
    }

    private static double Around(Random random, double most) => most * (2 * random.NextDouble() - 1);
}
