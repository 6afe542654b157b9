using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Rest;

/// <summary>One way to call a method over REST.</summary>
internal sealed class Route
{
    private readonly string[] _segments;

    public Route(string verb, string template, bool hasBody, MethodDescriptor method)
    {
        Verb = verb;
        HasBody = hasBody;
        Method = method;
        FullMethod = $"/{method.Service.FullName}/{method.Name}";
        _segments = template.Trim('/').Split('/');
    }

    public string Verb { get; }

    public bool HasBody { get; }

    /// <summary>The number of segments.</summary>
    public int Length => _segments.Length;

    public MethodDescriptor Method { get; }

    /// <summary>The name by which the router knows the method.</summary>
    public string FullMethod { get; }

    /// <summary>How many segments must match literally: of two routes the more literal one wins.</summary>
    public int Literals => _segments.Count(static segment => !IsParameter(segment));

    /// <summary>The path's parameters if it fits.</summary>
    public bool TryMatch(string[] path, out List<KeyValuePair<string, string>> parameters)
    {
        parameters = [];
        if (path.Length != _segments.Length)
            return false;
        for (var i = 0; i < path.Length; i++)
        {
            if (IsParameter(_segments[i]))
                parameters.Add(new(_segments[i][1..^1], path[i]));
            else if (!string.Equals(_segments[i], path[i], StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private static bool IsParameter(string segment) => segment.StartsWith('{');
}
