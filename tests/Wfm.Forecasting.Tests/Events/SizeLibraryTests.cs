namespace Wfm.Forecasting.Tests.Events;

/// <summary>What past events of a kind suggest for the next.</summary>
public sealed class SizeLibraryTests
{
    [Test]
    public void Without_past_events_nothing_is_suggested()
    {
        SizeLibrary.Combine([]).ShouldBeNull();
        SizeLibrary.Combine([new LearnedSize(EventSizeOutcome.NotOver, 0, 0, 3)]).ShouldBeNull();
    }

    [Test]
    public void A_sure_size_is_nearly_kept_and_an_unsure_one_leans_towards_none()
    {
        SuggestedSize sure = SizeLibrary.Combine([Size(0.4, 0.01)])!, unsure = SizeLibrary.Combine([Size(0.4, 0.5)])!;

        sure.SizeFraction.ShouldBe(0.344, 0.001);
        unsure.SizeFraction.ShouldBe(0.078, 0.002);
        sure.StandardError.ShouldBe(0.137, 0.002);
        (sure.Events, unsure.Events).ShouldBe((1, 1));
    }

    [Test]
    public void More_events_are_believed_more_and_sure_ones_count_more()
    {
        SuggestedSize one = SizeLibrary.Combine([Size(0.4, 0.05)])!, five = SizeLibrary.Combine(Enumerable.Repeat(Size(0.4, 0.05), 5))!;
        SuggestedSize mixed = SizeLibrary.Combine([Size(0.4, 0.02), Size(0.1, 0.4)])!;

        five.SizeFraction.ShouldBeGreaterThan(one.SizeFraction);
        five.SizeFraction.ShouldBe(0.4, 0.03);
        five.StandardError.ShouldBeLessThan(one.StandardError);
        mixed.SizeFraction.ShouldBe(0.32, 0.03);
    }

    [Test]
    public void Events_that_differ_make_the_next_one_unsure()
    {
        SuggestedSize alike = SizeLibrary.Combine([Size(0.3, 0.03), Size(0.32, 0.03), Size(0.28, 0.03)])!;
        SuggestedSize apart = SizeLibrary.Combine([Size(0, 0.03), Size(0.6, 0.03), Size(0.3, 0.03)])!;

        apart.StandardError.ShouldBeGreaterThan(2 * alike.StandardError);
    }

    private static LearnedSize Size(double size, double error) => new(EventSizeOutcome.Learned, size, error, 5);
}
