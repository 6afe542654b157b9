using Allora.Sdk.DevNet.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1Alpha;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.DevNet.Grpc;

/// <summary>
/// Server reflection for tools such as grpcurl. It lists what the node serves at the moment, so it follows an upgrade.
/// The v1 and v1alpha services have the same wire.
/// </summary>
internal static class GrpcReflection
{
    private const string Method = "/ServerReflectionInfo";

    private static readonly string[] Services = ["grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"];

    public static bool IsReflection(string? path) => Array.Exists(Services, service => path == $"/{service}{Method}");

    public static async Task ServeAsync(HttpContext context, INode node)
    {
        context.Response.ContentType = "application/grpc";
        await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);
        while (await GrpcFrame.ReadAsync(context.Request.Body, "", context.RequestAborted).ConfigureAwait(false) is { } frame)
        {
            if (frame.Refusal is not null || Read(frame.Message) is not { } request)
            {
                context.Response.AppendTrailer("grpc-status", "13");
                context.Response.AppendTrailer("grpc-message", "grpc: error unmarshalling request");
                return;
            }

            var reply = Answer(request, node.Router);
            await context.Response.Body.WriteAsync(GrpcFrame.Write(reply.ToByteArray()), context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }

        context.Response.AppendTrailer("grpc-status", "0");
    }

    private static ServerReflectionRequest? Read(byte[] frame)
    {
        try
        {
            return ServerReflectionRequest.Parser.ParseFrom(frame);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static ServerReflectionResponse Answer(ServerReflectionRequest request, QueryRouter router)
    {
        var response = new ServerReflectionResponse { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case ServerReflectionRequest.MessageRequestOneofCase.ListServices:
                response.ListServicesResponse = new ListServiceResponse();
                response.ListServicesResponse.Service.AddRange(
                    router.Services.Select(static service => service.FullName).Concat(Services).Order(StringComparer.Ordinal)
                        .Select(static name => new ServiceResponse { Name = name }));
                return response;
            case ServerReflectionRequest.MessageRequestOneofCase.FileByFilename:
                return WithFiles(response, Files(router).FirstOrDefault(file => file.Name == request.FileByFilename), request.FileByFilename);
            case ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol:
                return WithFiles(response, Files(router).FirstOrDefault(file => Defines(file, request.FileContainingSymbol)), request.FileContainingSymbol);
            default:
                return Refused(response, StatusCode.Unimplemented, "not supported");
        }
    }

    private static IEnumerable<FileDescriptor> Files(QueryRouter router)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<FileDescriptor>(router.Services.Select(static service => service.File));
        while (queue.TryDequeue(out var file))
        {
            if (!seen.Add(file.Name))
                continue;
            yield return file;
            foreach (var needed in file.Dependencies)
                queue.Enqueue(needed);
        }
    }

    private static bool Defines(FileDescriptor file, string symbol) =>
        file.Services.Any(service => symbol == service.FullName || service.Methods.Any(method => symbol == method.FullName))
        || file.EnumTypes.Any(type => symbol == type.FullName)
        || file.MessageTypes.Any(type => symbol == type.FullName || symbol.StartsWith(type.FullName + ".", StringComparison.Ordinal));

    private static ServerReflectionResponse WithFiles(ServerReflectionResponse response, FileDescriptor? file, string asked)
    {
        if (file is null)
            return Refused(response, StatusCode.NotFound, $"{asked} not found");
        response.FileDescriptorResponse = new FileDescriptorResponse();
        response.FileDescriptorResponse.FileDescriptorProto.Add(file.SerializedData);
        return response;
    }

    private static ServerReflectionResponse Refused(ServerReflectionResponse response, StatusCode code, string message)
    {
        response.ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message };
        return response;
    }
}
