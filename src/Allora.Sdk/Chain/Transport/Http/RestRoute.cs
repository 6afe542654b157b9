using System.Collections.Concurrent;
using Allora.Sdk.Chain.Schemas;
using Google.Api;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>The REST route of a method: the google.api.http rule of its descriptor.</summary>
internal sealed class RestRoute
{
    private static readonly ConcurrentDictionary<(string Service, string Method), RestRoute?> Known = new();

    private RestRoute(MethodDescriptor method, HttpRule rule)
    {
        Method = method;
        IsPost = rule.PatternCase == HttpRule.PatternOneofCase.Post;
        HasBody = rule.Body.Length > 0;
        Segments = (IsPost ? rule.Post : rule.Get).Trim('/').Split('/');
    }

    public MethodDescriptor Method { get; }

    public bool IsPost { get; }

    /// <summary>Whether the request is the JSON body; otherwise its fields make up path and query.</summary>
    public bool HasBody { get; }

    /// <summary>The path's parts: text, or the name of a request field in braces.</summary>
    public string[] Segments { get; }

    /// <summary>The route of a method; null if the chain has none.</summary>
    public static RestRoute? Find(string service, string method) => Known.GetOrAdd((service, method), static key => Create(key.Service, key.Method));

    private static RestRoute? Create(string service, string method)
    {
        if (!ChainTypes.Services.TryGetValue(service, out var known) || known.FindMethodByName(method) is not { } found)
            return null;
        return found.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is
        { PatternCase: HttpRule.PatternOneofCase.Get or HttpRule.PatternOneofCase.Post } rule
            ? new RestRoute(found, rule)
            : null;
    }
}
