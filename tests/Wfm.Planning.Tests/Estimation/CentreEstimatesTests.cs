using NodaTime;
using Wfm.Domain;
using Wfm.Planning.Tests.Calibration;
using Wfm.Staffing;

namespace Wfm.Planning.Tests.Estimation;

[TestFixture]
public sealed class CentreEstimatesTests
{
    private static readonly QueueId First = new("första"), Other = new("annan");
    private static readonly CentreEstimates Measured = CentreEstimates.Of(
        [new PlainDays(Agents: 3, Days: 40, Seed: 1).Calls()], new Dictionary<QueueId, GroupId>(), new EstimationSettings());

    [Test]
    public void A_patience_nobody_stated_is_measured_and_a_stated_one_is_kept()
    {
        QueueTarget unstated = new(PlainDays.Target.ServiceLevel, 0.1, null, StaffingModel.ErlangA, null, Shrinkage.Of(0.2));

        QueueTarget completed = Measured.Complete(new Dictionary<QueueId, QueueTarget> { [First] = unstated })[First];

        completed.MeanPatience.TotalSeconds.ShouldBe(PlainDays.PatienceSeconds, 12);
        (completed.MaxAbandonmentFraction, completed.Shrinkage, completed.ServiceLevel).ShouldBe((0.1, unstated.Shrinkage, unstated.ServiceLevel));
        Measured.Complete(new Dictionary<QueueId, QueueTarget> { [First] = PlainDays.Target })[First].ShouldBe(PlainDays.Target);
        Measured.Complete(new Dictionary<QueueId, QueueTarget> { [Other] = unstated })[Other].ShouldBe(unstated);
    }

    [Test]
    public void A_forecast_without_handle_times_gets_the_measured_one()
    {
        ForecastInterval bare = new(Instant.FromUtc(2026, 3, 2, 8, 0), 5, 5, 5, 5, 5, 5, null, "m");
        VolumeForecast[] forecasts = [new(First, Duration.FromMinutes(15), [bare, bare with { AverageHandleSeconds = 99 }]), new(Other, Duration.FromMinutes(15), [bare])];

        IReadOnlyList<VolumeForecast> completed = Measured.Complete(forecasts);

        completed[0].Intervals[0].AverageHandleSeconds!.Value.ShouldBe(PlainDays.HandleSeconds, 10);
        completed[0].Intervals[1].AverageHandleSeconds.ShouldBe(99);
        completed[1].Intervals[0].AverageHandleSeconds.ShouldBeNull();
    }
}
