using Google.OrTools.Sat;
using Wfm.Scheduling.OrTools.Tests.Native;

// The members of Google.OrTools and Google.Protobuf that the native back end uses, and nothing more, written by hand:
// the real package cannot be restored from the feed of these builds.
namespace Google.OrTools.Sat
{
    public sealed class CpModelProto
    {
        public byte[] Bytes { get; set; } = [];
    }

    public sealed class CpModel
    {
        public CpModelProto Model { get; } = new();
    }

    public sealed class CpSolverResponse
    {
        public byte[] Bytes { get; init; } = [];
    }

    public enum CpSolverStatus
    {
        Unknown = 0,
        ModelInvalid = 1,
        Feasible = 2,
        Infeasible = 3,
        Optimal = 4,
    }

    public sealed class SolutionCallback
    {
    }

    public sealed class CpSolver
    {
        public string StringParameters { get; set; } = "";

        public bool IsStopped { get; private set; }

        public SolutionCallback? Callback { get; private set; }

        public CpSolverResponse Response { get; private set; } = new();

        public CpSolverStatus Solve(CpModel model, SolutionCallback? callback = null)
        {
            ArgumentNullException.ThrowIfNull(model);
            Callback = callback;
            StringParameters.ShouldContain("num_workers:");
            byte[] answer = PlainSolver.Solve(PlainModelReader.Read(model.Model.Bytes));
            Response = new CpSolverResponse { Bytes = answer };
            return (CpSolverStatus)answer[1];
        }

        public void StopSearch() => IsStopped = true;
    }
}

namespace Google.Protobuf
{
    public static class MessageExtensions
    {
        public static void MergeFrom(this CpModelProto message, byte[] data)
        {
            ArgumentNullException.ThrowIfNull(message);
            message.Bytes = data;
        }

        public static byte[] ToByteArray(this CpSolverResponse message)
        {
            ArgumentNullException.ThrowIfNull(message);
            return message.Bytes;
        }
    }
}
