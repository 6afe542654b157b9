namespace Allora.Sdk.Testing;

/// <summary>
/// Queries that answer what a test recorded and throw for any other call. Safe to use from several threads.
/// </summary>
public sealed partial class RecordedQueries : IAlloraQueries
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<Func<object?>>> _answers = new(StringComparer.Ordinal);
    private readonly List<string> _calls = [];
    private readonly Action<string>? _capture;

    /// <summary>Creates queries without answers.</summary>
    public RecordedQueries()
    {
    }

    private RecordedQueries(Action<string> capture) => _capture = capture;

    /// <summary>The calls so far, oldest first, such as "GetTopicAsync(67)".</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_lock)
                return [.. _calls];
        }
    }

    /// <summary>Records the answers to a call with exactly these arguments: one for each time it is made, and the last one from then on.</summary>
    /// <param name="call">The call, such as <c>chain => chain.GetTopicAsync(67)</c>.</param>
    /// <param name="answers">The answers.</param>
    /// <exception cref="ArgumentException">No answer, or the delegate makes no call.</exception>
    public RecordedQueries Record<T>(Func<IAlloraQueries, Task<T>> call, params IReadOnlyList<T> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Count == 0)
            throw new ArgumentException("Give one answer at least.", nameof(answers));
        return Add(call, answers.Select(static answer => new Func<object?>(() => answer)));
    }

    /// <summary>Records that a call with exactly these arguments fails, after the answers that were recorded for it.</summary>
    /// <param name="call">The call, such as <c>chain => chain.GetTopicAsync(67)</c>.</param>
    /// <param name="failure">The failure, such as an <see cref="AlloraException"/>.</param>
    /// <exception cref="ArgumentException">The delegate makes no call.</exception>
    public RecordedQueries RecordFailure<T>(Func<IAlloraQueries, Task<T>> call, Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return Add(call, [() => throw failure]);
    }

    private RecordedQueries Add<T>(Func<IAlloraQueries, Task<T>> call, IEnumerable<Func<object?>> answers)
    {
        ArgumentNullException.ThrowIfNull(call);
        var key = default(string);
        _ = call(new RecordedQueries(captured => key = captured));
        if (key is null)
            throw new ArgumentException("The delegate makes no call: write it as chain => chain.GetTopicAsync(67).", nameof(call));
        lock (_lock)
        {
            if (!_answers.TryGetValue(key, out var queue))
                _answers[key] = queue = new Queue<Func<object?>>();
            foreach (var answer in answers)
                queue.Enqueue(answer);
        }

        return this;
    }

    private Task<T> AnswerAsync<T>(string call, CancellationToken cancellationToken)
    {
        if (_capture is not null)
        {
            _capture(call);
            return Task.FromResult(default(T)!);
        }

        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        Func<object?> answer;
        lock (_lock)
        {
            _calls.Add(call);
            if (!_answers.TryGetValue(call, out var queue))
                return Task.FromException<T>(new InvalidOperationException($"No answer was recorded for {call}: call Record first."));
            answer = queue.Count > 1 ? queue.Dequeue() : queue.Peek();
        }

        try
        {
            return Task.FromResult((T)answer()!);
        }
        catch (Exception failure)
        {
            return Task.FromException<T>(failure);
        }
    }
}
