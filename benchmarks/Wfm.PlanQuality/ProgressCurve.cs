using Wfm.Scheduling;

namespace Wfm.PlanQuality;

/// <summary>A run's progress as a curve: a row whenever cost or bound has changed.</summary>
/// <param name="decimals">Decimals of cost and bound.</param>
internal sealed class ProgressCurve(int decimals) : IProgress<ScheduleProgress>
{
    private readonly List<string> _rows = ["seconds,steps,cost,bound"];
    private readonly string _format = $"F{decimals}";
    private (double Cost, double Bound) _last = (double.NaN, double.NaN);

    public void Report(ScheduleProgress value)
    {
        lock (_rows)
        {
            if (_last != (value.Cost, value.Bound))
            {
                _last = (value.Cost, value.Bound);
                _rows.Add($"{value.Elapsed.TotalSeconds:F3},{value.Steps},{value.Cost.ToString(_format)},{value.Bound.ToString(_format)}");
            }
        }
    }

    public void Write(string path) => File.WriteAllLines(path, _rows);
}
