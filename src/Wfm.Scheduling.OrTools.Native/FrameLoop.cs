using System.Text;
using Wfm.Scheduling.OrTools.Solving;

namespace Wfm.Scheduling.OrTools.Native;

/// <summary>Answers the questions of the parent process one after the other until it closes our input.</summary>
internal static class FrameLoop
{
    /// <summary>Serves standard input and output.</summary>
    public static async Task RunOnConsoleAsync()
    {
        await using Stream input = Console.OpenStandardInput();
        await using Stream output = Console.OpenStandardOutput();
        // Whatever the solver prints must not land between frames.
        Console.SetOut(Console.Error);
        await RunAsync(input, output, new NativeSolver(), CancellationToken.None);
    }

    /// <summary>Serves two streams.</summary>
    public static async Task RunAsync(Stream input, Stream output, NativeSolver solver, CancellationToken cancellationToken)
    {
        string version = typeof(Google.OrTools.Sat.CpSolver).Assembly.GetName().ToString();
        await new Frame(FrameKind.Ready, 0, Encoding.UTF8.GetBytes(version)).WriteToAsync(output, cancellationToken);
        Task<Frame?> next = Frame.ReadFromAsync(input, cancellationToken);
        while (await next is { } question)
        {
            next = Frame.ReadFromAsync(input, cancellationToken);
            Task<Frame> answer = Task.Run(() => Answer(question, solver), cancellationToken);
            if (await Task.WhenAny((Task)next, answer) == next && await next is null)
            {
                // The parent has gone.
                solver.Stop();
            }

            await (await answer).WriteToAsync(output, cancellationToken);
        }
    }

    private static Frame Answer(Frame question, NativeSolver solver)
    {
        if (question.Kind != FrameKind.Solve)
        {
            return new Frame(FrameKind.Failure, question.Number, Encoding.UTF8.GetBytes($"A solver takes questions, not {question.Kind}."));
        }

        (byte[] parameters, byte[] model) = question.Parts();
        return new Frame(FrameKind.Answer, question.Number, solver.Solve(model, Encoding.UTF8.GetString(parameters)));
    }
}
