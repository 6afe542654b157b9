using System.Collections.Concurrent;

namespace Allora.Sdk.Base;

/// <summary>State that upper layers attach to an owner without its depending on them: one instance of each type, made on first use.</summary>
internal sealed class Attachments : IDisposable
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _all = [];

    /// <summary>Returns the instance of <typeparamref name="T"/>, created if there is none.</summary>
    public T GetOrAdd<T>(Func<T> create)
        where T : class =>
        (T)_all.GetOrAdd(typeof(T), _ => new Lazy<object>(create)).Value;

    /// <summary>Returns the instance of <typeparamref name="T"/>, or null if there is none.</summary>
    public T? Find<T>()
        where T : class =>
        _all.TryGetValue(typeof(T), out var made) ? (T)made.Value : null;

    public void Dispose()
    {
        foreach (var (_, made) in _all)
        {
            if (made is { IsValueCreated: true, Value: IDisposable disposable })
                disposable.Dispose();
        }
    }
}
