using Allora.Sdk;

namespace WebApi;

/// <summary>The last windows of all workers, newest first.</summary>
internal sealed class WindowLog
{
    private const int Kept = 100;

    private readonly Lock _lock = new();
    private readonly LinkedList<SubmissionResult> _windows = [];

    public void Add(SubmissionResult result)
    {
        lock (_lock)
        {
            _windows.AddFirst(result);
            if (_windows.Count > Kept)
                _windows.RemoveLast();
        }
    }

    public IReadOnlyList<SubmissionResult> Newest()
    {
        lock (_lock)
            return [.. _windows];
    }
}
