namespace Wfm.Queueing.Tests;

public sealed class ModifiedOfferedLoadTests
{
    [Test]
    public void It_solves_the_differential_equation()
    {
        double[] calls = [10, 40, 25, 0, 60];
        double[] handle = [300, 240, 240, 900, 120];
        double[] stepped = new double[calls.Length];
        double inProgress = 0;
        const int Steps = 90_000;
        for (int i = 0; i < calls.Length; i++)
        {
            for (int step = 0; step < Steps; step++)
            {
                double middle = inProgress + (calls[i] / 900 - inProgress / handle[i]) * (450.0 / Steps);
                inProgress += (calls[i] / 900 - middle / handle[i]) * (900.0 / Steps);
                stepped[i] += middle / Steps;
            }
        }

        double[] exact = ModifiedOfferedLoad.Of(calls, handle, 900);

        for (int i = 0; i < calls.Length; i++)
        {
            exact[i].ShouldBe(stepped[i], 1e-7);
        }
    }

    [Test]
    public void A_constant_stream_that_has_settled_stays_calls_times_handle_time() =>
        ModifiedOfferedLoad.Of([30, 30, 30], [240, 240, 240], 900, loadAtStart: 8).ShouldAllBe(load => Math.Abs(load - 8) < 1e-13);

    [Test]
    public void Work_is_neither_lost_nor_made()
    {
        double[] calls = [12, 50, 33, 7, .. new double[40]];
        double[] handle = [.. Enumerable.Repeat(400.0, 44)];

        ModifiedOfferedLoad.Of(calls, handle, 900).Sum().ShouldBe(calls.Sum() * 400 / 900, 1e-10);
    }

    [Test]
    public void Very_short_calls_leave_no_lag_and_very_long_ones_pile_up()
    {
        ModifiedOfferedLoad.Of([90], [1e-6], 900)[0].ShouldBe(1e-7, 1e-15);
        ModifiedOfferedLoad.Of([90], [1e12], 900)[0].ShouldBe(45, 1e-6);
    }

    [Test]
    public void Lists_of_different_length_are_refused() => Should.Throw<ArgumentException>(() => ModifiedOfferedLoad.Of([1, 2], [240], 900));
}
