namespace Wfm.Intraday.Tests.Reforecast;

[TestFixture]
public sealed class HandleTimeUpdateTests
{
    [Test]
    public void Half_of_the_difference_is_believed_after_fifty_calls()
    {
        HandleTimeUpdate.Factor([200, 200], [25, 25], [6000, 6000]).ShouldBe(Math.Sqrt(1.2), 1e-12);
        HandleTimeUpdate.Factor([200], [450], [450 * 240]).ShouldBe(Math.Pow(1.2, 0.9), 1e-12);
    }

    [Test]
    public void Nothing_handled_says_nothing()
    {
        HandleTimeUpdate.Factor([], [], []).ShouldBe(1);
        HandleTimeUpdate.Factor([200], [0], [0]).ShouldBe(1);
        HandleTimeUpdate.Factor([200], [10], [0]).ShouldBe(1);
    }

    [Test]
    public void A_day_of_handle_time_is_bounded() => HandleTimeUpdate.Factor([200], [1000], [1000 * 86400.0]).ShouldBe(2);

    [Test]
    public void Lists_of_different_lengths_are_refused() => Should.Throw<ArgumentException>(() => HandleTimeUpdate.Factor([200], [1, 2], [240]));
}
