using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Allora.Sdk.Hosting.Configuration;

/// <summary>
/// Reads one section key by key. Every wrong value and every unread key is a failure of its own, so that a typo in a
/// configuration never means a default. No reflection: the trimmer and AOT see all of it.
/// </summary>
internal sealed class ConfigurationReader(IConfiguration section, string path, List<string> failures)
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public string Path => path;

    /// <summary>Adds a failure of this section as a whole.</summary>
    public void Fail(string message) => failures.Add($"{path}: {message}");

    public void Text(string key, Action<string> set) => Read(key, "a text", text => text.Length > 0 ? text : throw new FormatException(), set);

    public void Flag(string key, Action<bool> set) => Read(key, "true or false", bool.Parse, set);

    public void Number(string key, Action<int> set) => Read(key, "a whole number", text => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), set);

    public void Positive(string key, Action<ulong> set) => Read(key, "a whole number", text => ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture), set);

    public void Duration(string key, Action<TimeSpan> set) => Read(key, "a duration such as 00:01:30, 90s, 250ms or 2m", Durations.Parse, set);

    public void Address(string key, Action<Uri> set) => Read(key, "an address such as https://host:port", text => new Uri(text, UriKind.Absolute), set);

    /// <summary>Reads a value if there is one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expected">The expected value, for the message.</param>
    /// <param name="parse">Parses the text; throws if it cannot.</param>
    /// <param name="set">Receives the value.</param>
    public void Read<T>(string key, string expected, Func<string, T> parse, Action<T> set)
    {
        _known.Add(key);
        var entry = section.GetSection(key);
        if (entry.Value is not { } text)
        {
            if (entry.GetChildren().Any())
                failures.Add($"{path}:{key} has keys below it, but must be {expected}.");
            return;
        }

        try
        {
            set(parse(text.Trim()));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            failures.Add($"{path}:{key} is \"{SafeText.Value(text)}\", which is not {expected}.");
        }
    }

    /// <summary>A section below this one.</summary>
    public ConfigurationReader Below(string key)
    {
        _known.Add(key);
        if (section[key] is { Length: > 0 } text)
            failures.Add($"{path}:{key} is \"{SafeText.Value(text)}\", but must have keys below it.");
        return new ConfigurationReader(section.GetSection(key), $"{path}:{key}", failures);
    }

    /// <summary>A section below this one that is read if it exists.</summary>
    public void Optional(string key, Action<ConfigurationReader> read)
    {
        var below = Below(key);
        if (section.GetSection(key).GetChildren().Any())
            read(below);
    }

    /// <summary>One text, or a list of sections, under a key.</summary>
    public IReadOnlyList<IConfigurationSection> List(string key)
    {
        _known.Add(key);
        var entry = section.GetSection(key);
        return entry.Value is null ? [.. entry.GetChildren()] : [entry];
    }

    /// <summary>A key that is read elsewhere.</summary>
    public void Leave(string key) => _known.Add(key);

    public void RefuseOthers()
    {
        foreach (var entry in section.GetChildren().Where(e => !_known.Contains(e.Key)))
            failures.Add($"{path}:{entry.Key} is not known here; the keys are: {string.Join(", ", _known.Order(StringComparer.Ordinal))}.");
    }
}
