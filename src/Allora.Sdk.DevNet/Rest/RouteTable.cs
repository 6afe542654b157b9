using System.Runtime.CompilerServices;
using Allora.Sdk.DevNet.Nodes;
using Google.Api;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Rest;

/// <summary>The REST routes of the services that a router serves, read from their descriptors.</summary>
internal sealed class RouteTable
{
    private static readonly ConditionalWeakTable<QueryRouter, RouteTable> Tables = [];

    private readonly ILookup<int, Route> _byLength;

    private RouteTable(QueryRouter router) => _byLength = router.Services
        .SelectMany(static service => service.Methods)
        .SelectMany(Routes)
        .OrderByDescending(static route => route.Literals)
        .ToLookup(static route => route.Length);

    public static RouteTable Of(QueryRouter router) => Tables.GetValue(router, static r => new RouteTable(r));

    /// <summary>The route of a request; <paramref name="isKnownPath"/> tells whether the path exists under another verb.</summary>
    public Route? Find(string verb, string path, out List<KeyValuePair<string, string>> parameters, out bool isKnownPath)
    {
        var segments = path.TrimStart('/').Split('/');
        isKnownPath = false;
        foreach (var route in _byLength[segments.Length])
        {
            if (!route.TryMatch(segments, out parameters))
                continue;
            if (route.Verb == verb)
                return route;
            isKnownPath = true;
        }

        parameters = [];
        return null;
    }

    private static IEnumerable<Route> Routes(MethodDescriptor method)
    {
        var rule = method.GetOptions()?.GetExtension(AnnotationsExtensions.Http);
        return rule is null ? [] : [Of(rule, method), .. rule.AdditionalBindings.Select(binding => Of(binding, method))];
    }

    private static Route Of(HttpRule rule, MethodDescriptor method)
    {
        var (verb, template) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Post => ("POST", rule.Post),
            HttpRule.PatternOneofCase.Put => ("PUT", rule.Put),
            HttpRule.PatternOneofCase.Delete => ("DELETE", rule.Delete),
            _ => ("GET", rule.Get),
        };
        return new Route(verb, template, rule.Body.Length > 0, method);
    }
}
