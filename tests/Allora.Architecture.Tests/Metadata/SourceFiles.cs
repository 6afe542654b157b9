using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Allora.Architecture.Tests.Metadata;

/// <summary>The source files of types and methods, from the portable PDB.</summary>
internal sealed class SourceFiles
{
    // The record of documents for types without any method body (enums, interfaces, records of constants).
    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");
    private readonly MetadataReader _metadata;
    private readonly MetadataReader _symbols;
    private readonly string _root;
    private readonly Dictionary<TypeDefinitionHandle, IReadOnlyList<string>> _ofType = [];

    public SourceFiles(MetadataReader metadata, MetadataReader symbols, string root)
    {
        (_metadata, _symbols, _root) = (metadata, symbols, root);
        foreach (var handle in metadata.TypeDefinitions)
        {
            _ofType[handle] = [.. WithNested(handle).Distinct().Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>The files of a type; of a compiler's type without any, those of the type around it.</summary>
    public IReadOnlyList<string> Of(TypeDefinitionHandle handle)
    {
        var files = _ofType[handle];
        var outer = _metadata.GetTypeDefinition(handle).GetDeclaringType();
        return files.Count > 0 || outer.IsNil ? files : Of(outer);
    }

    /// <summary>The file of a method's body; null for one without.</summary>
    public string? Of(MethodDefinitionHandle handle)
    {
        var information = _symbols.GetMethodDebugInformation(handle.ToDebugInformationHandle());
        if (!information.Document.IsNil)
        {
            return Path(information.Document);
        }

        foreach (var point in information.GetSequencePoints())
        {
            return Path(point.Document);
        }

        return null;
    }

    // The body of an asynchronous method is in a nested type: a type with only such methods has no document of its own.
    private IEnumerable<string> WithNested(TypeDefinitionHandle handle)
    {
        var own = Read(handle).ToList();
        return own.Count > 0 ? own : _metadata.GetTypeDefinition(handle).GetNestedTypes().SelectMany(WithNested);
    }

    private IEnumerable<string> Read(TypeDefinitionHandle handle)
    {
        foreach (var method in _metadata.GetTypeDefinition(handle).GetMethods())
        {
            if (Of(method) is { Length: > 0 } file)
            {
                yield return file;
            }
        }

        foreach (var entry in _symbols.GetCustomDebugInformation(handle))
        {
            var information = _symbols.GetCustomDebugInformation(entry);
            if (_symbols.GetGuid(information.Kind) != TypeDefinitionDocuments)
            {
                continue;
            }

            var blob = _symbols.GetBlobReader(information.Value);
            while (blob.RemainingBytes > 0)
            {
                if (Path(MetadataTokens.DocumentHandle(blob.ReadCompressedInteger())) is { Length: > 0 } file)
                {
                    yield return file;
                }
            }
        }
    }

    // Generated files (below obj) count as no source.
    private string? Path(DocumentHandle handle)
    {
        var path = _symbols.GetString(_symbols.GetDocument(handle).Name).Replace('\\', '/');
        var start = path.IndexOf(_root, StringComparison.Ordinal);
        var file = start < 0 ? path : path[(start + _root.Length)..];
        return file.StartsWith("obj/", StringComparison.Ordinal) || file.Contains("/obj/", StringComparison.Ordinal) || file.EndsWith(".g.cs", StringComparison.Ordinal) ? null : file;
    }
}
