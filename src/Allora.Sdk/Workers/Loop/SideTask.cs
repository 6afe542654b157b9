using Allora.Sdk.Workers.Answering;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers.Loop;

/// <summary>A task of a worker beside its windows, such as a registration: whatever it throws is logged, and the worker goes on.</summary>
internal static class SideTask
{
    /// <param name="services">The worker's services.</param>
    /// <param name="name">The task's name in the log of an unexpected failure.</param>
    /// <param name="failed">Logs an expected failure: the topic and its message.</param>
    /// <param name="work">The task.</param>
    /// <param name="abandon">Cancelled when the worker is drained.</param>
    public static async Task RunAsync(WorkerServices services, string name, Action<ILogger, ulong, string> failed, Func<Task> work, CancellationToken abandon)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (AlloraException exception)
        {
            failed(services.Logger, services.Options.TopicId, exception.Message);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            // Draining.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            WorkerLog.TaskFailed(services.Logger, exception, services.Options.TopicId, name);
        }
    }
}
