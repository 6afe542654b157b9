using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>Turns a serialised request into the HTTP request of its route.</summary>
internal static class RestRequest
{
    public static HttpRequestMessage Create(string address, string query, RestRoute route, ReadOnlyMemory<byte> request)
    {
        var target = new StringBuilder(address);
        var fields = WireField.Read(request);
        HashSet<string> inPath = [];
        foreach (var segment in route.Segments)
            target.Append('/').Append(Segment(route, segment, fields, inPath));
        target.Append(query);
        if (!route.HasBody)
            AppendQuery(target, query.Length > 0 ? '&' : '?', "", route.Method.InputType, fields, inPath);
        var message = new HttpRequestMessage(route.IsPost ? HttpMethod.Post : HttpMethod.Get, target.ToString())
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (route.HasBody)
        {
            message.Content = new ByteArrayContent(WireToJson.Write(request, route.Method.InputType));
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return message;
    }

    private static string Segment(RestRoute route, string segment, List<WireField> fields, HashSet<string> inPath)
    {
        if (!segment.StartsWith('{'))
            return segment;
        var name = segment[1..^1];
        inPath.Add(name);
        var field = route.Method.InputType.FindFieldByName(name)
            ?? throw new NotSupportedException($"{route.Method.FullName}: the route names a field {name} that the request does not have.");
        var text = WireField.Of(field, fields) is [.., var value] ? WireText.Of(field, value) : Default(field);
        // An empty part would make another path, with another answer.
        return text.Length > 0
            ? Uri.EscapeDataString(text)
            : throw new RpcException(new Status(StatusCode.InvalidArgument, $"empty {name}: {route.Method.Name} needs it in its path"));
    }

    private static string Default(FieldDescriptor field) => field.FieldType is FieldType.String or FieldType.Bytes ? "" : WireText.Of(field, default);

    private static char AppendQuery(
        StringBuilder target, char separator, string prefix, MessageDescriptor type, List<WireField> fields, HashSet<string> inPath)
    {
        foreach (var field in type.Fields.InFieldNumberOrder())
        {
            var name = prefix + field.Name;
            if (inPath.Contains(name))
                continue;
            foreach (var value in WireField.Of(field, fields))
            {
                if (field.FieldType == FieldType.Message)
                {
                    separator = AppendQuery(target, separator, name + ".", field.MessageType, WireField.Read(value.Bytes), inPath);
                    continue;
                }

                target.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(WireText.Of(field, value)));
                separator = '&';
            }
        }

        return separator;
    }
}
