using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

/// <summary>What was chosen yesterday stays until something is clearly better.</summary>
public sealed class StickyChoiceTests
{
    // Four weeks of nights on five queues: with nothing but chance between them the best two change often.
    [Test]
    public void Noise_around_a_tie_changes_no_choice_where_free_choices_flip()
    {
        (int Free, int Sticky)[] flips = [.. Enumerable.Range(50, 5).AsParallel().AsOrdered().Select(seed => Flips(new SimulatedQueue(seed) { Days = 250, IntervalMinutes = 60, CallsPerDay = 200 }.Draw()))];

        flips.Sum(queue => queue.Free).ShouldBeGreaterThan(20);
        flips.Sum(queue => queue.Sticky).ShouldBeLessThan(flips.Sum(queue => queue.Free) / 5);
    }

    [Test]
    public void A_former_choice_as_good_as_the_best_stays_and_names_itself_the_same()
    {
        CallSeries series = new SimulatedQueue(51) { Days = 250, IntervalMinutes = 60 }.Draw();
        ForecastRequest request = Request(series);
        LeadBandQuality far = Of(ForecastMaker.Make(series, request), LeadBand.WeeksFiveToTwelve);
        string[] models = far.Model.Split('+');
        models.Length.ShouldBe(2);
        string turned = $"{models[1]}+{models[0]}";

        ForecastResult kept = ForecastMaker.Make(series, request with { FormerModels = new Dictionary<LeadBand, string> { [LeadBand.WeeksFiveToTwelve] = turned } });

        Of(kept, LeadBand.WeeksFiveToTwelve).ShouldBe(far with { Model = turned });
    }

    [TestCase("naive")]
    [TestCase("naive+mean6")]
    [TestCase("prophet")]
    [TestCase("mixed+prophet")]
    public void A_former_choice_that_is_worse_or_gone_does_not_stay(string former)
    {
        CallSeries series = new SimulatedQueue(52) { Days = 250, IntervalMinutes = 60 }.Draw();
        ForecastRequest request = Request(series);

        ForecastResult free = ForecastMaker.Make(series, request), asked = ForecastMaker.Make(series, request with { FormerModels = LeadBands.All.ToDictionary(band => band, _ => former) });

        asked.Quality.ShouldBe(free.Quality);
        asked.Forecast.Intervals.ShouldBe(free.Forecast.Intervals);
    }

    // A queue whose days lose their memory and whose level doubles: yearly means, chosen before, would miss half of its calls.
    [Test]
    public void A_change_of_regime_changes_the_choice()
    {
        SimulatedQueue before = new(53) { Days = 300, IntervalMinutes = 60, DayMemory = 0, DaySpread = 0.02, IsSwedish = false };
        CallSeries quiet = before.Draw(), busy = (before with { Seed = 54, First = before.First.PlusDays(300), Days = 60, CallsPerDay = 1_200 }).Draw();
        ForecastResult first = ForecastMaker.Make(quiet, Request(quiet) with { FormerModels = new Dictionary<LeadBand, string> { [LeadBand.FirstWeek] = "glm" } });
        CallSeries all = quiet with { Intervals = [.. quiet.Intervals, .. busy.Intervals] };

        ForecastResult later = ForecastMaker.Make(all, Request(all) with { FormerModels = first.Quality.ToDictionary(row => row.Band, row => row.Model) });

        Of(first, LeadBand.FirstWeek).Model.ShouldBe("glm");
        Of(later, LeadBand.FirstWeek).Model.ShouldNotBe("glm");
        Of(later, LeadBand.FirstWeek).Model.ShouldBe(Of(ForecastMaker.Make(all, Request(all)), LeadBand.FirstWeek).Model);
    }

    private static (int Free, int Sticky) Flips(CallSeries series)
    {
        (int free, int sticky) = (0, 0);
        LocalDate end = series.Intervals[^1].Start.InZone(series.Zone).Date;
        IReadOnlyList<LeadBandQuality> freely = [], kept = [];
        for (LocalDate night = end.PlusDays(-27); night <= end; night = night.PlusDays(1))
        {
            ForecastRequest request = new(night, 56) { SpecialDays = SpecialDayCalendar.Sweden };
            IReadOnlyList<LeadBandQuality> chosen = ForecastMaker.Make(series, request).Quality;
            IReadOnlyList<LeadBandQuality> stuck = ForecastMaker.Make(series, request with { FormerModels = kept.ToDictionary(row => row.Band, row => row.Model) }).Quality;
            free += Changed(freely, chosen);
            sticky += Changed(kept, stuck);
            (freely, kept) = (chosen, stuck);
        }

        return (free, sticky);
    }

    private static int Changed(IReadOnlyList<LeadBandQuality> before, IReadOnlyList<LeadBandQuality> after) =>
        before.Count == 0 ? 0 : after.Count(row => before.Single(old => old.Band == row.Band).Model != row.Model);

    private static LeadBandQuality Of(ForecastResult result, LeadBand band) => result.Quality.Single(row => row.Band == band);

    private static ForecastRequest Request(CallSeries series) =>
        new(series.Intervals[^1].Start.InZone(series.Zone).Date.PlusDays(1), 56) { SpecialDays = SpecialDayCalendar.Sweden };
}
