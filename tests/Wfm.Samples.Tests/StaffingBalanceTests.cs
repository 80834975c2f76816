using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples.Tests;

/// <summary>Whether 52 people can keep the promises: work and required hours by Erlang A against the hours the contracts give.</summary>
public sealed class StaffingBalanceTests
{
    // Fourteen small queues counted one by one ask for more people than there are; sharing skills is what makes the centre work.
    [TestCase(1)]
    [TestCase(2)]
    public void Queue_by_queue_more_hours_are_required_than_there_are(int seed)
    {
        SampleCentre centre = Centres.Of(seed);
        LocalDate[] open = [.. centre.Truth.After[0].Intervals.Select(call => call.Start.InZone(centre.Unit.Zone).Date).Distinct()];

        double required = centre.Queues.Sum(queue => RequiredHours(centre, queue));
        double available = centre.Agents.Sum(agent => AvailableHours(centre, agent, open));

        (required / available).ShouldBeInRange(1.2, 1.5);
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Calls_fill_between_half_and_three_quarters_of_the_time_on_calls(int seed)
    {
        SampleCentre centre = Centres.Of(seed);
        LocalDate[] open = [.. centre.Truth.After[0].Intervals.Select(call => call.Start.InZone(centre.Unit.Zone).Date).Distinct()];
        Instant begins = centre.Unit.Zone.AtStartOfDay(centre.Period.FirstDay).ToInstant();

        double work = centre.Truth.Rates.SelectMany(queue => queue.Intervals).Where(rate => rate.Start >= begins)
            .Sum(rate => rate.Calls * rate.AverageHandleSeconds) / 3600;
        double onCalls = centre.Agents.Sum(agent => AvailableHours(centre, agent, open)) * (1 - centre.Queues[0].Target.Shrinkage.At(60));

        (work / onCalls).ShouldBeInRange(0.5, 0.75);
    }

    // Paid hours less known absences, meetings and two short breaks a day of eight hours.
    private static double AvailableHours(SampleCentre centre, Agent agent, LocalDate[] open)
    {
        double perDay = centre.Contracts.Single(contract => contract.Id == agent.Contract).HoursPerWeek.TotalHours / 5;
        int days = open.Count(day => agent.IsEmployedOn(day) && !centre.Absences.Any(absence =>
            absence.Agent == agent.Id && absence.Start.Date <= day && absence.End > day.AtMidnight()));
        double meetings = centre.Meetings.Where(meeting => meeting.Agent == agent.Id)
            .Sum(meeting => Period.Between(meeting.Start, meeting.End).ToDuration().TotalHours);
        return ((days * perDay) - meetings) * (1 - (0.5 / 8));
    }

    private static double RequiredHours(SampleCentre centre, Queue queue)
    {
        Instant begins = centre.Unit.Zone.AtStartOfDay(centre.Period.FirstDay).ToInstant();
        RateInterval[] rates = [.. centre.Truth.Rates.Single(one => one.Queue == queue.Id).Intervals.Where(rate => rate.Start >= begins)];
        double handle = rates.Average(rate => rate.AverageHandleSeconds);
        double[] mostCalls = [.. Enumerable.Range(1, 12).Select(people => MostCalls(queue, handle, people))];
        int quarters = rates.Sum(rate => 1 + mostCalls.Count(most => rate.Calls * rate.AverageHandleSeconds / handle > most));
        return quarters / 4.0 / (1 - queue.Target.Shrinkage.At(60));
    }

    // Calls a quarter that so many people can take within the promise.
    private static double MostCalls(Queue queue, double handle, int people)
    {
        double low = 0, high = people * 1.5 * 900 / handle;
        for (int step = 0; step < 20; step++)
        {
            double middle = (low + high) / 2;
            bool isKept = ServiceLevel(middle / 900, handle, queue.Target, people) >= queue.Target.ServiceLevel.Fraction;
            (low, high) = isKept ? (middle, high) : (low, middle);
        }

        return low;
    }

    // Erlang A: the states of M/M/n+M, then the wait of a caller with j ahead as a death process stepped in time.
    private static double ServiceLevel(double rate, double handle, QueueTarget target, int people)
    {
        const int Waiting = 40, Steps = 100;
        double serve = people / handle, leave = 1 / target.MeanPatience.TotalSeconds, step = target.ServiceLevel.Threshold.TotalSeconds / Steps;
        double[] states = new double[people + Waiting];
        states[0] = 1;
        for (int k = 1; k < states.Length; k++)
        {
            states[k] = states[k - 1] * rate / ((Math.Min(k, people) / handle) + (Math.Max(0, k - people) * leave));
        }

        double all = states.Sum(), inTime = states[..people].Sum() / all;
        double[] ahead = [.. states[people..].Select(state => state / all)];
        for (int at = 0; at < Steps; at++)
        {
            inTime += ahead[0] * (1 - Math.Exp(-serve * step)) * Math.Exp(-leave * step / 2);
            for (int j = 0; j < Waiting; j++)
            {
                double stays = Math.Exp(-(serve + (j * leave)) * step);
                double next = j + 1 < Waiting ? ahead[j + 1] * (1 - Math.Exp(-(serve + ((j + 1) * leave)) * step)) : 0;
                ahead[j] = ((ahead[j] * stays) + next) * Math.Exp(-leave * step);
            }
        }

        return inTime;
    }
}
